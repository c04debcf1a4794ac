"""Pages without an article are told apart from short articles; no real article is turned down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.errors import PermanentError, RejectedArticle
from extractors.settings import PROJECT_ROOT
from extractors.text.decoding import decode
from extractors.text.page_types import refuse_page_type
from extractors.text.page_types.patterns import FOLDER, Patterns, fold, phrases, read_phrases
from extractors.text.pages import read_page

TEASER = {
    "en": "The president of Chile arrived in Madrid on Monday for a state visit of three days.",
    "de": "Der chilenische Präsident ist am Montag zu einem dreitägigen Staatsbesuch in Madrid eingetroffen.",
    "es": "El presidente de Chile llegó el lunes a Madrid para una visita de Estado de tres días.",
    "fr": "Le président chilien est arrivé lundi à Madrid pour une visite d'État de trois jours.",
    "vi": "Tổng thống Chile đã đến Madrid hôm thứ Hai trong chuyến thăm cấp nhà nước kéo dài ba ngày.",
}
ERRORS = [
    ("Page not found | The Gazette", "The page you are looking for may have been moved. Try our search."),
    ("404 - Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert leider nicht. Zur Startseite."),
    ("Página no encontrada - El Faro", "Lo sentimos, la página que buscas no existe o ha cambiado de dirección."),
    ("Erreur 404 – Le Phare", "La page que vous recherchez n'existe plus. Retournez à l'accueil du site."),
    ("Không tìm thấy trang", "Trang bạn yêu cầu không tồn tại hoặc đã bị xóa. Vui lòng quay lại trang chủ."),
    ("Just a moment...", "Checking your browser before accessing the site. Enable JavaScript and cookies to continue"),
    ("Access Denied", "You don't have permission to access this resource on this server. Reference #18.2f"),
    ("The Gazette", "Sorry! The page you requested could not be found. Here are our most read stories instead."),
    ("503 Service Temporarily Unavailable", "The server is temporarily unable to service your request. Try later."),
]
CONSENT = {
    "en": "We value your privacy. We and our partners store and/or access information on a device, such as cookies, "
    "and process personal data for personalised ads. Click to give your consent. Accept all. Manage options.",
    "de": "Ihre Privatsphäre ist uns wichtig. Wir und unsere Partner verwenden Cookies und greifen auf Informationen "
    "auf einem Gerät zu. Ihre Einwilligung können Sie jederzeit widerrufen. Alle akzeptieren. Einstellungen verwalten.",
    "es": "Valoramos su privacidad. Nosotros y nuestros socios utilizamos cookies para mostrar anuncios "
    "personalizados. Puede retirar su consentimiento en nuestra política de cookies. Aceptar todo. Rechazar todo.",
    "fr": "Le respect de votre vie privée est notre priorité. Nos partenaires et nous accédons à des informations sur "
    "un appareil. Retirer votre consentement est possible. Tout accepter. Continuer sans accepter.",
    "vi": "Chúng tôi sử dụng cookie. Quyền riêng tư của bạn quan trọng. Chúng tôi và các đối tác dùng quảng cáo được "
    "cá nhân hóa khi có sự đồng ý của bạn. Chấp nhận tất cả. Từ chối tất cả.",
}
PAYWALLS = {
    "en": "Subscribe to continue reading",
    "de": "Dieser Artikel ist nur für Abonnenten. Jetzt weiterlesen mit Plus.",
    "es": "Suscríbete para seguir leyendo",
    "fr": "Cet article est réservé aux abonnés.",
    "vi": "Đăng nhập để đọc tiếp bài viết này",
}
ARTICLES = [*(PROJECT_ROOT / "seeds" / "articles").iterdir(), *(PROJECT_ROOT / "tests" / "evaluation").rglob("*.txt")]


def page(title: str, body: str, head: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main><footer>Privacy policy</footer></body></html>"
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def story(length: int) -> list[str]:
    return [f"{n}. {TEASER['en']} {TEASER['en']}" for n in range(length)]


def reason(markup: str) -> str:
    try:
        read_page(markup)
    except RejectedArticle as error:
        assert error.stage == "text" and error.detail
        return error.reason
    return "read"


def text_reason(text: str) -> str:
    title, _, rest = text.partition("\n")
    try:
        refuse_page_type(title if rest else None, text)
    except RejectedArticle as error:
        return error.reason
    return "read"


@pytest.mark.parametrize(("title", "body"), ERRORS)
def test_error_pages(title: str, body: str) -> None:
    assert reason(page(title, paragraphs(body))) == "error_page"
    assert text_reason(f"{title}\n\n{body}") == "error_page"


@pytest.mark.parametrize("language", CONSENT)
def test_consent_pages(language: str) -> None:
    buttons = "".join(f"<button>{part}</button>" for part in CONSENT[language].split(". ")[-2:])
    assert reason(page("The Gazette", paragraphs(*CONSENT[language].split(". ")) + buttons)) == "consent_page"
    assert text_reason(CONSENT[language]) == "consent_page"


@pytest.mark.parametrize("language", PAYWALLS)
def test_paywall_stubs(language: str) -> None:
    stub = paragraphs(TEASER[language], TEASER[language]) + f"<div class='offer'><p>{PAYWALLS[language]}</p></div>"
    assert reason(page(TEASER[language][:40], stub)) == "paywall"
    assert text_reason(f"{TEASER[language]}\n\n{PAYWALLS[language]}") == "paywall"


def test_a_teaser_that_its_markup_says_is_not_free() -> None:
    said = {"@type": "NewsArticle", "isAccessibleForFree": "False"}
    head = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    assert reason(page("Chile in Madrid", paragraphs(TEASER["en"]), head)) == "paywall"
    assert reason(page("Chile in Madrid", paragraphs(*story(20)), head)) == "read"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='og:type' content='video.other'>",
        '<script type=\'application/ld+json\'>{"@type": "VideoObject", "name": "Arrival"}</script>',
    ],
)
def test_video_pages(head: str) -> None:
    player = "<iframe src='https://www.youtube.com/embed/x'></iframe>"
    assert reason(page("Arrival in Madrid", player + paragraphs(TEASER["en"]), head)) == "video_page"
    assert reason(page("Arrival in Madrid", player + paragraphs(*story(9)), head)) == "read"


def test_a_player_under_a_headline_that_says_so() -> None:
    assert reason(page("Watch: arrival in Madrid", f"<video src='a.mp4'></video><p>{TEASER['en']}</p>")) == "video_page"
    assert reason(page("Arrival in Madrid", f"<video src='a.mp4'></video><p>{TEASER['en']}</p>")) == "read"


def test_lists_of_links() -> None:
    headlines = [f"Headline number {n}: a minister of Chile goes to Spain for talks" for n in range(12)]
    plain = "".join(f"<li><a href='/{n}'>{headline}</a></li>" for n, headline in enumerate(headlines))
    teasers = "".join(
        f"<div class='card'><h3><a href='/{n}'>{headline}</a></h3><p>{n}. {TEASER['en']}</p></div>"
        for n, headline in enumerate(headlines)
    )
    for body in (f"<ul>{plain}</ul>", teasers):
        whole = f"<html><head><title>World</title></head><body><main>{body}</main></body></html>"
        assert reason(whole) in {"link_list", "empty"}


def test_an_article_with_related_links_is_read() -> None:
    story = paragraphs(*(f"{n}. {TEASER['en']} {TEASER['en']} {TEASER['en']}" for n in range(6)))
    related = "".join(
        f"<li><a href='/{n}'>Headline number {n}: a minister of Chile in Spain</a></li>" for n in range(15)
    )
    assert reason(page("Chile in Madrid", story + f"<ul>{related}</ul>")) == "read"


SHORT_ARTICLES = [
    (
        "Minister not found at home",
        "The foreign minister of Chile was not found at home when the envoy of Spain called.",
    ),
    ("Boeing 404 flight lands", "The president of Chile arrived on flight 404 from Madrid on Monday, his office said."),
    (
        "EU fines firm over cookies",
        "The firm uses cookies without consent, the regulator of France said on Monday in Paris.",
    ),
    ("Video summit of the G7", "The leaders of the G7 met by video link on Monday and spoke about trade, Tokyo said."),
    (
        "Access denied to envoys",
        "The ministry denied access to two envoys of Spain on Monday, the embassy in Lima said.",
    ),
    (
        "Subscribers of treaty grow",
        "Peru and Chile subscribed to the treaty on Monday in Lima, the two ministries said.",
    ),
]


@pytest.mark.parametrize(("title", "body"), SHORT_ARTICLES)
def test_short_articles_about_such_things_are_read(title: str, body: str) -> None:
    assert reason(page(title, paragraphs(body))) == "read"
    assert text_reason(f"{title}\n\n{body}") == "read"


def test_a_short_free_article_on_a_site_that_sells_subscriptions_is_read() -> None:
    window = "<div class='modal'><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>"
    body = page("Chile in Madrid", paragraphs(*[f"{n}. {TEASER['en']}" for n in range(6)]))
    assert reason(body.replace("</footer>", f"</footer>{'<p>Imprint of the site</p>' * 12}{window}")) == "read"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_no_article_of_the_project_is_turned_down(path: Path) -> None:
    if path.suffix == ".html":
        assert reason(decode(path.read_bytes(), markup=True)) == "read"
    elif path.suffix == ".txt":
        assert text_reason(path.read_text("utf-8")) == "read"


def test_each_language_of_the_project_has_all_five_lists() -> None:
    for code in ("en", "de", "es", "fr", "vi"):
        assert all(value for _, value in read_phrases(FOLDER / f"{code}.yml"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_phrases_are_told_once_and_could_match(path: Path) -> None:
    for name, listed in read_phrases(path):
        assert len(set(listed)) == len(listed), name
        assert all(phrase.strip("*").strip() for phrase in listed), name
        if name != "consent":
            assert all(Patterns([phrase]).fits(fold(phrase.replace("*", "x"))) for phrase in listed), name


def test_a_file_that_is_not_valid_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx.yml").write_text("error_title: [a]\n", "utf-8")
    with pytest.raises(PermanentError, match=r"(?s)xx\.yml .*error_title"):
        read_phrases(tmp_path / "xx.yml")


def test_a_hostile_line_is_matched_in_no_time() -> None:
    line = fold("to keep reading, " * 2000)
    assert not phrases().paywall.fits(line)
    assert text_reason("a " * 200_000) == "read"
