"""What the data sets that come with NNStudio are called and what they are, for people."""

from __future__ import annotations

from nnstudio.core.text import N_

BUNDLED_TEXTS: dict[str, tuple[str, str]] = {
    "mnist": (
        N_("MNIST digits"),
        N_(
            "25,000 handwritten digits as grey pictures of 28 × 28 pixels: the classic first task of "
            "image recognition."
        ),
    ),
    "fashion_mnist": (
        N_("Fashion-MNIST"),
        N_(
            "12,000 photos of clothes, shoes and bags in ten classes, as grey pictures of 28 × 28 "
            "pixels: as handy as the digits, but harder."
        ),
    ),
    "digits8x8": (
        N_("Digits, 8 × 8"),
        N_(
            "1,797 handwritten digits as pictures of 8 × 8 pixels with 17 grey levels: small enough "
            "to train in a second and to look at every number."
        ),
    ),
    "emoji32": (
        N_("Emoji in colour"),
        N_(
            "2,469 emoji as colour pictures of 32 × 32 pixels: faces, persons, hands, animals, "
            "plants, food, vehicles and flags, each drawn in up to three styles. No emoji is both in "
            "the training and in the test part."
        ),
    ),
    "textures3": (
        N_("Textures"),
        N_(
            "960 patches of photos of brick, grass and gravel, 32 × 32 grey pixels. Dense layers only "
            "guess here, a small convolution sees the difference at once."
        ),
    ),
    "iris": (
        N_("Iris flowers"),
        N_(
            "150 irises of three species with length and width of their sepals and petals: the most "
            "famous small table there is."
        ),
    ),
    "penguins": (
        N_("Palmer penguins"),
        N_(
            "344 penguins of three species: bill, flippers, weight, island and sex. It has "
            "categories and a few missing values; the 11 rows with gaps are left out unless you "
            "choose otherwise."
        ),
    ),
    "wine": (
        N_("Wine"),
        N_(
            "178 wines from three cultivars of one region in Italy, told apart by 13 chemical "
            "measurements on very different scales."
        ),
    ),
    "breast_cancer": (
        N_("Breast cancer (Wisconsin)"),
        N_(
            "569 tumours, described by 30 measurements of their cell nuclei: benign or malignant? "
            "The classes are not equally frequent."
        ),
    ),
    "seattle_weather_kind": (
        N_("Kind of weather in Seattle"),
        N_(
            "1,461 days with their rain, temperatures and wind: was it sun, rain, fog, drizzle or "
            "snow? Three of the five classes are rare, so that weights for the classes matter."
        ),
    ),
    "auto_mpg": (
        N_("Car mileage"),
        N_(
            "How many miles do 398 cars of 1970 to 1982 go on a gallon, by weight, power, cylinders, "
            "year and origin? Six cars lack their horsepower, which is filled in."
        ),
    ),
    "concrete": (
        N_("Concrete strength"),
        N_(
            "How strong is concrete? 1,030 samples with their mixture and age, and the pressure at "
            "which they broke."
        ),
    ),
    "sacramento_housing": (
        N_("House prices in Sacramento"),
        N_(
            "932 sales of five days in May 2008: rooms, floor area, kind and place on the map, and "
            "the price that was paid."
        ),
    ),
    "ames_housing": (
        N_("House prices in Ames"),
        N_(
            "2,930 sales in a town in Iowa from 2006 to 2010: 21 facts of each house, numbers and "
            "categories, and its price."
        ),
    ),
    "airline_passengers": (
        N_("Airline passengers"),
        N_(
            "Passengers of international flights in each month from 1949 to 1960: growth with a "
            "strong rhythm of the year. A year of changes from month to month tells the next change."
        ),
    ),
    "sunspots_yearly": (
        N_("Sunspots, yearly"),
        N_(
            "The sunspot number of each year from 1700 to 2008: a rhythm of about eleven years that "
            "is never quite the same."
        ),
    ),
    "sunspots_monthly": (
        N_("Sunspots, monthly"),
        N_(
            "The sunspot number of each month from 1749 to 2009: a long and noisy series whose rhythm "
            "spans some 130 steps."
        ),
    ),
    "seattle_weather_daily": (
        N_("Weather in Seattle"),
        N_(
            "Rain, highest and lowest temperature and wind of each day from 2012 to 2015. Two weeks "
            "tell the highest temperature of the next day."
        ),
    ),
    "co2_mauna_loa_monthly": (
        N_("Carbon dioxide at Mauna Loa"),
        N_(
            "How much carbon dioxide was in the air in each month from 1958 to 2020: a steady rise "
            "with a small rhythm of the year. Two years of changes from month to month tell the next "
            "change; five early months are missing."
        ),
    ),
    "global_temp_yearly": (
        N_("Global temperature"),
        N_(
            "By how much each year from 1880 to 2023 was warmer or colder than the mean of 1951 to "
            "1980: a short series that bends upwards. The last years, which are the test, are warmer "
            "than all others: networks seldom go on beyond what they have seen."
        ),
    ),
    "shakespeare_plays": (
        N_("Shakespeare, six plays"),
        N_(
            "Hamlet, Macbeth, Romeo and Juliet, A Midsummer Night's Dream, Julius Caesar and Othello, "
            "786,000 characters. What character comes next?"
        ),
    ),
    "shakespeare_sonnets": (
        N_("Shakespeare, the sonnets"),
        N_(
            "All 154 sonnets, 96,000 characters: enough for a small network to learn to spell. What "
            "character comes next?"
        ),
    ),
    "tang_quatrains5_zh": (
        N_("Tang poems, lines of five (五言绝句)"),
        N_(
            "3,692 Chinese poems of four lines of five characters each. Every sample is one poem: "
            "what character comes next?"
        ),
    ),
    "tang_quatrains7_zh": (
        N_("Tang poems, lines of seven (七言绝句)"),
        N_(
            "4,000 Chinese poems of four lines of seven characters each. Every sample is one poem: "
            "what character comes next?"
        ),
    ),
    "tang300_zh": (
        N_("300 Tang poems (唐诗三百首)"),
        N_(
            "The best known collection of Chinese poems, 366 pieces with title and author. What "
            "character comes next?"
        ),
    ),
    "songci300_zh": (
        N_("300 Song lyrics (宋词三百首)"),
        N_(
            "280 Chinese poems of the Song dynasty, written to tunes, so that the lines are of uneven "
            "length. What character comes next?"
        ),
    ),
    "lunyu_zh": (
        N_("The Analects of Confucius (论语)"),
        N_(
            "All 20 chapters of classical Chinese prose, 22,000 characters. What character comes next?"
        ),
    ),
    "names_by_language": (
        N_("Family names of 14 languages"),
        N_(
            "3,961 family names in Latin letters. From which language does a name come? It is read "
            "letter by letter."
        ),
    ),
    "sentiment_en": (
        N_("Sentiment of reviews"),
        N_(
            "2,982 English sentences from reviews of products, films and restaurants: positive or "
            "negative? They are read word by word."
        ),
    ),
    "classical_chinese_genre": (
        N_("Classical Chinese by genre"),
        N_(
            "4,800 sentences of six genres, from the Book of Songs to drama of the Yuan dynasty. From "
            "which does a sentence come?"
        ),
    ),
    "mnist1d": (
        N_("MNIST-1D signals"),
        N_(
            "5,000 signals of 40 steps, each a digit drawn as a curve, shifted, scaled and noisy: a "
            "one-dimensional convolution tells them apart, dense layers hardly do."
        ),
    ),
    "japanese_vowels": (
        N_("Japanese vowels"),
        N_(
            "640 recordings of nine speakers who say two vowels, as 12 numbers at each of up to 29 "
            "steps; shorter ones end with zeros. Who speaks?"
        ),
    ),
    "speech_language": (
        N_("Spoken language"),
        N_(
            "2,250 snippets of speech of 0.83 s as pictures of their sound, 40 moments × 28 pitches: "
            "English, Spanish, French, Italian or Russian? Each language has one speaker, so that "
            "voices are learned along with it."
        ),
    ),
    "spoken_digits": (
        N_("Spoken digits"),
        N_(
            "50 recordings of the digits 0 to 9 in five languages: real sound files to look at as "
            "waves and spectrograms. Too few to learn well."
        ),
    ),
}
"""By name, in the order menus show them: a title and a summary."""
