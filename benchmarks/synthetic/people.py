"""People of an invented world: names of many languages, posts, ranks, and namesakes. No one of them is real."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

LANGUAGES = ("en", "de", "es", "fr", "vi")
FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2024, 12, 31)

GIVEN_FAMILY = {
    "vi": (
        "Tân Đức Minh Hữu Thị Quang Xuân Ngọc Thanh Bảo Công Đình Gia Hoài Khánh".split(),
        "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Trịnh Lương".split(),
    ),
    "ru": (
        "Сергей Владимир Дмитрий Алексей Юрий Николай Андрей Михаил Евгений Виктор Олег Игорь Павел Ирина "
        "Наталья Татьяна Геннадий Анатолий Вячеслав Григорий".split(),
        "Иванов Петров Кузнецов Соколов Лебедев Козлов Новиков Морозов Волков Зайцев Павлов Семёнов Голубев "
        "Виноградов Богданов Воробьёв Фёдоров Беляев Тарасов Белов Комаров Орлов Киселёв Макаров Шевченко "
        "Ковальчук Щербаков Хрулёв Юдин Яшин".split(),
    ),
    "ar": (
        "Mohammed/Muhammad/Mohamed/Mohammad/محمد Ahmed/Ahmad/Achmed/Ahmed/أحمد Hussein/Husain/Houssein/Hussain/حسين "
        "Khalid/Khaled/Chalid/Jalid/خالد Yousef/Youssef/Jussuf/Yusuf/يوسف Omar/Umar/Omar/Omar/عمر "
        "Mahmoud/Mahmud/Mahmoud/Machmud/محمود Mustafa/Mostafa/Moustapha/Mustapha/مصطفى Ibrahim/Ibrahim/Brahim/Ebrahim/"
        "إبراهيم Abdullah/Abdallah/Abdoulla/Abdulla/عبدالله Hassan/Hasan/Hassan/Hasan/حسن "
        "Jamal/Gamal/Djamel/Dschamal/جمال".split(),
        "al-Rashidi/el-Rashidi/al-Raschidi/al-Rachidi/الراشدي al-Masri/el-Masri/al-Massri/al-Masry/المصري "
        "al-Qahtani/al-Kahtani/al-Qahtani/el-Qahtani/القحطاني al-Zubaidi/al-Zoubaidi/al-Subaidi/al-Zubaydi/الزبيدي "
        "Haddad/Hadad/Haddad/Haddad/حداد Mansour/Mansur/Mansour/Mansoor/منصور al-Shammari/al-Chammari/al-Schammari/"
        "al-Shamari/الشمري al-Otaibi/al-Utaibi/al-Otaibi/al-Oteibi/العتيبي Khoury/Khouri/Churi/Khuri/خوري "
        "Barakat/Barakat/Barakat/Barakaat/بركات al-Saidi/es-Saidi/al-Saïdi/al-Saeedi/السعيدي "
        "Nasser/Nasir/Nasser/Naser/ناصر".split(),
    ),
    "zh": (
        "Xiaoming Jianguo Weidong Zhiqiang Haifeng Liping Yonghua Guoping Jinlong Meiling Shaoqi Tingting Wenbo "
        "Zhenhua Baoguo Chunli Dehua Guangming".split(),
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao".split(),
    ),
    "es": (
        "José Álvaro Raúl Miguel Jesús María Andrés Óscar Iván Ramón Sofía Inés Tomás Martín Joaquín Rubén Héctor "
        "Víctor Gonzalo Ernesto".split(),
        "García López Martínez Hernández González Pérez Rodríguez Sánchez Ramírez Cortés Fernández Díaz Muñoz Núñez "
        "Jiménez Vásquez Ibáñez Peña Gutiérrez Ordóñez Cárdenas Ríos Avellaneda Zúñiga".split(),
    ),
    "de": (
        "Jürgen Günther Björn Käthe Heinrich Ulrich Wolfgang Sabine Petra Matthias Jörg Rüdiger Anneliese Dieter Götz "
        "Hannelore".split(),
        "Müller Schröder Kühn Vogel Böhm Krämer Jäger Weiß Schäfer Lüdtke Groß Köhler Brandstätter Hofmann Wächter "
        "Königsberger Tiefenthal Morgenroth".split(),
    ),
    "fr": (
        "François Hélène Jérôme André Gérard Zoé Aurélien Étienne Benoît Cécile Thérèse Frédéric Raphaël Joël Loïc "
        "Anaïs Jean-Marc Anne-Sophie".split(),
        "Lefèvre Béranger Châtelain Dubois Guérin Léger Moreau Noël Prévost Rivière Séguin Thévenot Vidal Bérubé "
        "Deschênes Fauré Garçon Hébert".split(),
    ),
    "en": (
        "William Robert Edward Margaret Susan Thomas Andrew Gordon Rebecca Stephen Philip Catherine Duncan Fiona "
        "Harold Gregory".split(),
        "Ashworth Barrowman Cartwright Dunmore Ellsworth Fairbanks Galloway Hathersage Inglewood Kirkbride Lockhart "
        "Marchbanks Northcote Oakeshott Pemberton Rutherglen".split(),
    ),
    "id": (
        "Bambang Agus Sri Budi Joko Hendra Dewi Rizal Taufik Yanto Wahyu Slamet Endang Sutrisno".split(),
        "Santoso Wibowo Hartono Kusuma Prasetyo Setiawan Gunadi Nugroho Hidayat Suryadi Pratama Wijaya".split(),
    ),
}
COUNTRIES = {
    "vi": ["VN"], "ru": ["RU", "UA", "BY", "KZ"], "ar": ["EG", "SA", "JO", "MA", "AE", "IQ"], "zh": ["CN", "SG"],
    "es": ["ES", "CU", "MX", "AR", "CL", "PE"], "de": ["DE", "AT", "CH"], "fr": ["FR", "BE", "SN", "CA"],
    "en": ["GB", "US", "AU", "NZ", "KE"], "id": ["ID"],
}  # fmt: skip
POSTS = {
    "president": ["President", "Präsident", "presidente", "président", "Tổng thống"],
    "prime_minister": ["Prime Minister", "Premierminister", "primer ministro", "Premier ministre", "Thủ tướng"],
    "foreign": ["Minister of Foreign Affairs", "Außenminister", "ministro de Relaciones Exteriores",
                "ministre des Affaires étrangères", "Bộ trưởng Ngoại giao"],
    "defence": ["Minister of Defence", "Verteidigungsminister", "ministro de Defensa", "ministre de la Défense",
                "Bộ trưởng Quốc phòng"],
    "finance": ["Finance Minister", "Finanzminister", "ministro de Finanzas", "ministre des Finances",
                "Bộ trưởng Tài chính"],
    "trade": ["Trade Minister", "Handelsminister", "ministro de Comercio", "ministre du Commerce",
              "Bộ trưởng Công Thương"],
    "health": ["Minister of Health", "Gesundheitsminister", "ministro de Salud", "ministre de la Santé",
               "Bộ trưởng Y tế"],
    "education": ["Minister of Education", "Bildungsminister", "ministro de Educación",
                  "ministre de l'Éducation", "Bộ trưởng Giáo dục"],
    "agriculture": ["Agriculture Minister", "Landwirtschaftsminister", "ministro de Agricultura",
                    "ministre de l'Agriculture", "Bộ trưởng Nông nghiệp"],
    "speaker": ["Speaker of Parliament", "Parlamentspräsident", "presidente del Parlamento",
                "président du Parlement", "Chủ tịch Quốc hội"],
    "ambassador": ["Ambassador", "Botschafter", "embajador", "ambassadeur", "Đại sứ"],
    "governor": ["Governor", "Gouverneur", "gobernador", "gouverneur", "Thống đốc"],
    "general_staff": ["Chief of the General Staff", "Generalstabschef", "jefe del Estado Mayor General",
                      "chef d'état-major général", "Tổng Tham mưu trưởng"],
}  # fmt: skip
RANKS = {"general_staff": ["General", "General", "General", "général", "Đại tướng"]}
TITLES = {"en": ["Mr.", "Dr", "H.E."], "de": ["Herr", "Dr."], "es": ["Sr."], "fr": ["M.", "S.E."], "vi": ["ông"]}

_FEW = 4000
_SYLLABLES = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(slots=True)
class Person:
    """One invented person.

    Attributes:
        number: the key.
        culture: whose names they bear.
        country: the state they act for.
        given: given name; for some cultures spellings with a slash between.
        family: the same of the family name.
        middle: a second given name, or empty.
        posts: (post, first day, last day), in order.
    """

    number: int
    culture: str
    country: str
    given: str
    family: str
    middle: str
    posts: list[tuple[str, date, date]] = field(default_factory=list)

    def post_on(self, day: date) -> str | None:
        """The post held on a day."""
        return next((post for post, first, last in self.posts if first <= day <= last), None)

    @property
    def first_day(self) -> date:
        """When the first post begins."""
        return self.posts[0][1]

    @property
    def last_day(self) -> date:
        """When the last post ends."""
        return self.posts[-1][2]


def make_people(count: int, chance: random.Random) -> list[Person]:
    """People with distinct names, and one in twelve who shares a name with an earlier one."""
    people: list[Person] = []
    taken: set[tuple[str, ...]] = set()
    while len(people) < count:
        number = len(people)
        if number > 20 and chance.random() < 1 / 12:
            people.append(_namesake(number, people[chance.randrange(number)], chance))
            continue
        culture = chance.choices(list(COUNTRIES), [len(c) for c in COUNTRIES.values()])[0]
        given, family = (chance.choice(names) for names in GIVEN_FAMILY[culture])
        # The same people have a middle name as often as their newspapers print one.
        needed = culture in {"vi", "id"} or chance.random() < 0.5 or count > 2000
        middle = chance.choice(GIVEN_FAMILY[culture][0]) if needed and culture not in {"ru", "zh", "ar"} else ""
        if culture == "ar" and chance.random() < 0.7:
            middle = "bin " + chance.choice(GIVEN_FAMILY["ar"][0]).split("/")[0]
        if count > _FEW:
            given, family = _invented(given, family, culture, chance)
        if culture == "es" and chance.random() < 0.8:
            family = f"{family} {chance.choice(GIVEN_FAMILY['es'][1])}"
        country = chance.choice(COUNTRIES[culture])
        if middle == given or (country, given, family) in taken:
            continue
        taken.add((country, given, family))
        people.append(Person(number, culture, country, given, family, middle, _career(chance)))
    return people


def _invented(given: str, family: str, culture: str, chance: random.Random) -> tuple[str, str]:
    """Names of syllables, where the lists are too short for so many people."""
    name = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4)))).capitalize()
    return (name, family) if culture in {"vi", "zh"} else (given, name)


def _namesake(number: int, other: Person, chance: random.Random) -> Person:
    """Another country; or the same one with another post, at the same time or ten years away."""
    choices = [c for c in COUNTRIES[other.culture] if c != other.country]
    if choices and chance.random() < 0.6:
        country = chance.choice(choices)
        return Person(number, other.culture, country, other.given, other.family, other.middle, _career(chance))
    held = {post for post, _, _ in other.posts}
    post = chance.choice([p for p in POSTS if p not in held and p not in {"president", "prime_minister"}])
    earlier = other.first_day - timedelta(days=10 * 365), other.first_day - timedelta(days=9 * 365)
    later = other.last_day + timedelta(days=9 * 365), other.last_day + timedelta(days=11 * 365)
    spans = [(other.first_day, other.last_day)]
    spans += [span for span in (earlier, later) if span[0] >= FIRST_DAY and span[1] <= LAST_DAY]
    first, last = chance.choice(spans)
    return Person(number, other.culture, other.country, other.given, other.family, other.middle, [(post, first, last)])


def _career(chance: random.Random) -> list[tuple[str, date, date]]:
    posts = chance.sample([*POSTS], chance.choice((1, 1, 1, 2)))
    first = FIRST_DAY + timedelta(days=chance.randrange(6500))
    career = []
    for post in posts:
        last = min(LAST_DAY, first + timedelta(days=chance.randrange(500, 1500)))
        career.append((post, first, last))
        first = last + timedelta(days=1)
    return [(post, begin, end) for post, begin, end in career if begin < end] or [(posts[0], FIRST_DAY, LAST_DAY)]
