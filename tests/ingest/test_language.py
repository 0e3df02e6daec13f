"""English or not."""

import pytest

from communique.ingest.language import language_of, name

TEXTS = {
    "fr": "Le ministre des Affaires étrangères a déclaré mardi que les négociations se poursuivront à Genève.",
    "de": "Der Außenminister erklärte am Dienstag, dass die Verhandlungen in Genf fortgesetzt werden und nicht enden.",
    "es": "El ministro de Relaciones Exteriores dijo el martes que las negociaciones seguirán en la ciudad.",
    "it": "Il ministro degli Esteri ha detto martedì che i negoziati sono ripresi nella città e non finiranno.",
    "pt": "O ministro das Relações Exteriores disse na terça-feira que as negociações não foram concluídas.",
    "nl": "De minister van Buitenlandse Zaken zei dinsdag dat het overleg in de stad wordt voortgezet.",
    "pl": "Minister spraw zagranicznych powiedział we wtorek, że rozmowy nie są zakończone i będą trwać dalej.",
    "tr": "Dışişleri bakanı görüşmelerin devam edeceğini söyledi ve bu konuda bir açıklama daha yapıldı.",
    "ru": "Министр иностранных дел заявил во вторник, что переговоры продолжатся. Это был длинный день.",
    "uk": "Міністр закордонних справ заявив у вівторок, що переговори триватимуть у Женеві.",
    "el": "Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.",
    "ar": "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستمر في جنيف.",
    "fa": "وزیر امور خارجه روز سه‌شنبه گفت که گفت‌وگوها در ژنو ادامه می‌یابد.",
    "he": "שר החוץ אמר ביום שלישי כי השיחות יימשכו בז'נבה.",
    "zh": "外交部长星期二表示,谈判将在日内瓦继续进行。",
    "ja": "外務大臣は火曜日、協議はジュネーブで続くと述べた。",
    "ko": "외무장관은 화요일 제네바에서 협상이 계속될 것이라고 말했다.",
    "hi": "विदेश मंत्री ने मंगलवार को कहा कि वार्ता जारी रहेगी।",
}


@pytest.mark.parametrize("code", TEXTS)
def test_others(code: str) -> None:
    """One sentence is enough to tell another language, and the language has a name."""
    assert language_of(TEXTS[code]) == code
    assert name(code) != "an unknown language"


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume",
        "Vessia, Norland sign harbour treaty",
        "The minister said: “Les négociations sont terminées et nous ne reviendrons pas sur ce point.” He left at "
        "once, and the others stayed to discuss what it was that he had meant by this.",
        "The sign read 谈判将在日内瓦继续进行, which means that the talks go on in Geneva.",
        "Moscow’s “спецоперация” is a word that the envoys do not use.",
        "",
        "1234",
    ],
)
def test_english(text: str) -> None:
    """Headlines, and English that quotes other languages, are English."""
    assert language_of(text) == "en"


def test_unknown_script() -> None:
    """A script of which no language is known is not English."""
    assert language_of("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ") == "und"
