"""The names of countries, and of their unions and parts that the news treats alike, with those of their peoples.

The one idea: "Britain", "the UK" and "British" mean one country, and no rule finds that out. A name that two countries
share ("Korea", "Guinean") stands in no row.
"""

from __future__ import annotations

from functools import lru_cache

from sitegen.ids import folded

# a row: the name that the others stand for, then the others
COUNTRIES: tuple[tuple[str, ...], ...] = tuple(
    tuple(row.strip().split(", "))
    for row in """
    Afghanistan, Afghan, Afghans
    Africa, African, Africans
    Albania, Albanian, Albanians
    Algeria, Algerian, Algerians
    Angola, Angolan, Angolans
    Argentina, Argentine, Argentines, Argentinian, Argentinians
    Armenia, Armenian, Armenians
    Australia, Australian, Australians
    Asia, Asian, Asians
    Austria, Austrian, Austrians
    Azerbaijan, Azerbaijani, Azerbaijanis, Azeri, Azeris
    Bahrain, Bahraini, Bahrainis
    Bangladesh, Bangladeshi, Bangladeshis
    Belarus, Belarusian, Belarusians
    Belgium, Belgian, Belgians
    Benin, Beninese
    Bhutan, Bhutanese
    Bolivia, Bolivian, Bolivians
    Bosnia and Herzegovina, Bosnia, Bosnian, Bosnians
    Botswana
    Brazil, Brazilian, Brazilians
    Bulgaria, Bulgarian, Bulgarians
    Burkina Faso, Burkinabe
    Burundi, Burundian, Burundians
    Cambodia, Cambodian, Cambodians
    Cameroon, Cameroonian, Cameroonians
    Canada, Canadian, Canadians
    Chad, Chadian, Chadians
    Chile, Chilean, Chileans
    China, People's Republic of China, PRC, Chinese
    Colombia, Colombian, Colombians
    Costa Rica, Costa Rican, Costa Ricans
    Croatia, Croatian, Croatians
    Cuba, Cuban, Cubans
    Cyprus, Cypriot, Cypriots
    Czech Republic, Czechia, Czech, Czechs
    Democratic Republic of the Congo, Democratic Republic of Congo, DRC
    Denmark, Danish, Danes
    Djibouti, Djiboutian, Djiboutians
    Dominican Republic
    Ecuador, Ecuadorian, Ecuadorians
    Egypt, Egyptian, Egyptians
    El Salvador, Salvadoran, Salvadorans
    Eritrea, Eritrean, Eritreans
    Estonia, Estonian, Estonians
    Ethiopia, Ethiopian, Ethiopians
    Europe, European, Europeans
    European Union, EU, E.U.
    Fiji, Fijian, Fijians
    Finland, Finnish, Finns
    France, French, Frenchman
    Gabon, Gabonese
    Gambia, Gambian, Gambians
    Georgia, Georgian, Georgians
    Germany, German, Germans
    Ghana, Ghanaian, Ghanaians
    Greece, Greek, Greeks
    Guatemala, Guatemalan, Guatemalans
    Haiti, Haitian, Haitians
    Honduras, Honduran, Hondurans
    Hungary, Hungarian, Hungarians
    Iceland, Icelandic, Icelanders
    India, Indian, Indians
    Indonesia, Indonesian, Indonesians
    Iran, Islamic Republic of Iran, Iranian, Iranians
    Iraq, Iraqi, Iraqis
    Ireland, Irish
    Israel, Israeli, Israelis
    Italy, Italian, Italians
    Ivory Coast, Cote d'Ivoire, Ivorian, Ivorians
    Jamaica, Jamaican, Jamaicans
    Japan, Japanese
    Jordan, Jordanian, Jordanians
    Kazakhstan, Kazakh, Kazakhs
    Kenya, Kenyan, Kenyans
    Kosovo, Kosovan, Kosovar, Kosovars
    Kuwait, Kuwaiti, Kuwaitis
    Kyrgyzstan, Kyrgyz
    Laos, Laotian, Laotians
    Latvia, Latvian, Latvians
    Lebanon, Lebanese
    Liberia, Liberian, Liberians
    Libya, Libyan, Libyans
    Lithuania, Lithuanian, Lithuanians
    Luxembourg
    Madagascar, Malagasy
    Malawi, Malawian, Malawians
    Malaysia, Malaysian, Malaysians
    Maldives, Maldivian, Maldivians
    Mali, Malian, Malians
    Malta, Maltese
    Mauritania, Mauritanian, Mauritanians
    Mauritius, Mauritian, Mauritians
    Mexico, Mexican, Mexicans
    Moldova, Moldovan, Moldovans
    Mongolia, Mongolian, Mongolians
    Montenegro, Montenegrin, Montenegrins
    Morocco, Moroccan, Moroccans
    Mozambique, Mozambican, Mozambicans
    Myanmar, Burma, Burmese
    Namibia, Namibian, Namibians
    Nepal, Nepali, Nepalis, Nepalese
    Netherlands, Holland, Dutch
    New Zealand, New Zealanders
    Nicaragua, Nicaraguan, Nicaraguans
    Niger, Nigerien, Nigeriens
    Nigeria, Nigerian, Nigerians
    North Korea, DPRK, North Korean, North Koreans
    North Macedonia, Macedonia, Macedonian, Macedonians
    Norway, Norwegian, Norwegians
    Oman, Omani, Omanis
    Pakistan, Pakistani, Pakistanis
    Palestine, Palestinian, Palestinians
    Panama, Panamanian, Panamanians
    Paraguay, Paraguayan, Paraguayans
    Peru, Peruvian, Peruvians
    Philippines, Philippine, Filipino, Filipinos
    Poland, Polish, Poles
    Portugal, Portuguese
    Qatar, Qatari, Qataris
    Romania, Romanian, Romanians
    Russia, Russian Federation, Russian, Russians
    Rwanda, Rwandan, Rwandans
    Saudi Arabia, Kingdom of Saudi Arabia, Saudi, Saudis, Saudi Arabian
    Scotland, Scottish
    Senegal, Senegalese
    Serbia, Serbian, Serbians, Serbs
    Sierra Leone, Sierra Leonean, Sierra Leoneans
    Singapore, Singaporean, Singaporeans
    Slovakia, Slovak, Slovaks
    Slovenia, Slovenian, Slovenians
    Somalia, Somali, Somalis
    South Africa, South African, South Africans
    South Korea, Republic of Korea, South Korean, South Koreans
    South Sudan, South Sudanese
    Soviet Union, USSR, Soviet, Soviets
    Spain, Spanish, Spaniards
    Sri Lanka, Sri Lankan, Sri Lankans
    Sudan, Sudanese
    Sweden, Swedish, Swedes
    Switzerland, Swiss
    Syria, Syrian Arab Republic, Syrian, Syrians
    Taiwan, Taiwanese
    Tajikistan, Tajik, Tajiks
    Tanzania, Tanzanian, Tanzanians
    Thailand, Thai, Thais
    Tunisia, Tunisian, Tunisians
    Turkey, Türkiye, Republic of Türkiye, Turkish, Turks
    Turkmenistan, Turkmen
    Uganda, Ugandan, Ugandans
    Ukraine, Ukrainian, Ukrainians
    United Arab Emirates, UAE, U.A.E., Emirates, Emirati, Emiratis
    United Kingdom, UK, U.K., Great Britain, Britain, British, Briton, Britons
    United Nations, UN, U.N.
    United States, US, U.S., USA, U.S.A., United States of America, America, American, Americans
    Uruguay, Uruguayan, Uruguayans
    Uzbekistan, Uzbek, Uzbeks
    Vatican, Holy See
    Venezuela, Venezuelan, Venezuelans
    Vietnam, Vietnamese
    Wales, Welsh
    West Bank
    Yemen, Yemeni, Yemenis
    Zambia, Zambian, Zambians
    Zimbabwe, Zimbabwean, Zimbabweans
    """.strip().splitlines()
)


# cities that speak for their countries' governments, so that verbs beside them tell no person
CAPITALS = frozenset(
    name.strip()
    for name in """
    Abu Dhabi, Abuja, Accra, Addis Ababa, Algiers, Amman, Amsterdam, Ankara, Antananarivo, Ashgabat, Asmara, Astana,
    Asuncion, Athens, Baghdad, Baku, Bamako, Bangkok, Beijing, Beirut, Belgrade, Berlin, Bern, Bogota, Brasilia,
    Bratislava, Brussels, Bucharest, Budapest, Buenos Aires, Cairo, Canberra, Caracas, Colombo, Copenhagen, Dakar,
    Damascus, Dhaka, Doha, Dublin, Dushanbe, Hanoi, Harare, Havana, Helsinki, Islamabad, Jakarta, Jerusalem, Kabul,
    Kampala, Kathmandu, Khartoum, Kiev, Kigali, Kinshasa, Kuala Lumpur, Kuwait City, Kyiv, Lima, Lisbon, Ljubljana,
    London, Luanda, Lusaka, Madrid, Manama, Manila, Maputo, Mexico City, Minsk, Mogadishu, Monrovia, Montevideo, Moscow,
    Muscat, Nairobi, New Delhi, Nicosia, Oslo, Ottawa, Ouagadougou, Paris, Phnom Penh, Podgorica, Prague, Pretoria,
    Pristina, Pyongyang, Quito, Rabat, Ramallah, Reykjavik, Riga, Riyadh, Rome, Sanaa, Santiago, Sarajevo, Seoul,
    Skopje, Stockholm, Taipei, Tallinn, Tashkent, Tbilisi, Tehran, Tel Aviv, Tirana, Tokyo, Tripoli, Tunis, Ulaanbaatar,
    Vienna, Vientiane, Vilnius, Warsaw, Washington, Wellington, Yerevan, Zagreb
    """.strip().split(",")
)


def key(name: str) -> str:
    """Return the words that names are looked up by: folded, dotted initials together.

    >>> key("U.S.") == key("US")
    True
    """
    return folded(name.replace(".", ""))


OF_NAME = {key(name): key(row[0]) for row in COUNTRIES for name in row}
NAMES = frozenset(OF_NAME.values())
_ACRONYMS = frozenset(key(name) for row in COUNTRIES for name in row if name.isupper())


@lru_cache(maxsize=1 << 14)
def named(name: str) -> bool:
    """Tell whether a name that is written so is a country's or its people's: "US" is, "Us" is not.

    >>> named("Kenyan"), named("US"), named("Us")
    (True, True, False)
    """
    found = key(name)
    return found in OF_NAME and (name.isupper() or found not in _ACRONYMS)
