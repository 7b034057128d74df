import type { Language } from './languages.ts';

/** Languages whose name of a city is looked up here; for the others see `zoneWords`. */
export type CityLanguage = Exclude<Language, 'en' | 'ja' | 'ar'>;

type Names = readonly [fr: string, es: string, de: string, it: string, pt: string];

const COLUMN: Readonly<Record<CityLanguage, number>> = { fr: 0, es: 1, de: 2, it: 3, pt: 4 };

/** What a language calls the city that the tz database names, with its article where it has one; undefined: as everybody does. */
export function cityIn(language: CityLanguage, tzCity: string): string | undefined {
  return NAMES[tzCity]?.[COLUMN[language]] || undefined;
}

/** By the last part of the zone's name; where Portugal and Brazil differ, the name that both read; an empty name is the one that the tz database has. */
const NAMES: Readonly<Record<string, Names>> = {
  Addis_Ababa: ['Addis-Abeba', 'Adís Abeba', 'Addis Abeba', 'Addis Abeba', 'Adis Abeba'],
  Algiers: ['Alger', 'Argel', 'Algier', 'Algeri', 'Argel'],
  Amsterdam: ['', 'Ámsterdam', '', '', ''],
  Athens: ['Athènes', 'Atenas', 'Athen', 'Atene', 'Atenas'],
  Azores: ['Açores', 'las Azores', 'Azoren', 'le Azzorre', 'os Açores'],
  Baghdad: ['Bagdad', 'Bagdad', 'Bagdad', '', ''],
  Barbados: ['Barbade', '', '', '', ''],
  Beirut: ['Beyrouth', '', '', '', 'Beirute'],
  Belgrade: ['', 'Belgrado', 'Belgrad', 'Belgrado', 'Belgrado'],
  Berlin: ['', 'Berlín', '', 'Berlino', 'Berlim'],
  Brussels: ['Bruxelles', 'Bruselas', 'Brüssel', 'Bruxelles', 'Bruxelas'],
  Bucharest: ['Bucarest', 'Bucarest', 'Bukarest', 'Bucarest', 'Bucareste'],
  Cairo: ['Le Caire', 'El Cairo', 'Kairo', 'il Cairo', 'o Cairo'],
  Canary: ['', 'Canarias', 'Kanaren', 'le Canarie', 'as Canárias'],
  Cape_Verde: ['', 'Cabo Verde', 'Kap Verde', 'Capo Verde', 'Cabo Verde'],
  Copenhagen: ['Copenhague', 'Copenhague', 'Kopenhagen', 'Copenaghen', 'Copenhague'],
  Damascus: ['Damas', 'Damasco', 'Damaskus', 'Damasco', 'Damasco'],
  Dhaka: ['Dacca', 'Daca', '', 'Dacca', 'Daca'],
  Dubai: ['Dubaï', 'Dubái', '', '', ''],
  Dublin: ['', 'Dublín', '', 'Dublino', ''],
  Havana: ['La Havane', 'La Habana', 'Havanna', 'l’Avana', ''],
  Hong_Kong: ['', '', 'Hongkong', '', ''],
  Istanbul: ['', 'Estambul', '', '', 'Istambul'],
  Jakarta: ['', 'Yakarta', '', 'Giacarta', 'Jacarta'],
  Jerusalem: ['Jérusalem', 'Jerusalén', '', 'Gerusalemme', 'Jerusalém'],
  Johannesburg: ['', 'Johannesburgo', '', '', 'Joanesburgo'],
  Kabul: ['Kaboul', '', '', '', 'Cabul'],
  Kathmandu: ['Katmandou', 'Katmandú', '', 'Katmandu', 'Katmandu'],
  Katmandu: ['Katmandou', 'Katmandú', 'Kathmandu', 'Katmandu', 'Katmandu'],
  Kiev: ['Kyiv', 'Kiev', 'Kyjiw', '', 'Kiev'],
  Kyiv: ['', 'Kiev', 'Kyjiw', '', 'Kiev'],
  Lisbon: ['Lisbonne', 'Lisboa', 'Lissabon', 'Lisbona', 'Lisboa'],
  Ljubljana: ['', 'Liubliana', '', 'Lubiana', 'Liubliana'],
  London: ['Londres', 'Londres', '', 'Londra', 'Londres'],
  Luxembourg: ['', 'Luxemburgo', 'Luxemburg', 'Lussemburgo', 'Luxemburgo'],
  Madeira: ['Madère', '', '', 'Madera', 'a Madeira'],
  Manila: ['Manille', '', '', '', ''],
  Mexico_City: ['Mexico', 'Ciudad de México', 'Mexiko-Stadt', 'Città del Messico', 'a Cidade do México'],
  Monaco: ['', 'Mónaco', '', '', ''],
  Montreal: ['Montréal', '', '', '', ''],
  Moscow: ['Moscou', 'Moscú', 'Moskau', 'Mosca', 'Moscou'],
  New_York: ['', 'Nueva York', '', '', ''],
  Nicosia: ['Nicosie', '', 'Nikosia', '', 'Nicósia'],
  Panama: ['', 'Panamá', '', 'Panamá', 'o Panamá'],
  Paris: ['', 'París', '', 'Parigi', ''],
  Prague: ['', 'Praga', 'Prag', 'Praga', 'Praga'],
  Reunion: ['La Réunion', 'la Reunión', 'Réunion', 'la Riunione', 'a Reunião'],
  Riyadh: ['Riyad', 'Riad', 'Riad', 'Riad', 'Riad'],
  Rome: ['', 'Roma', 'Rom', 'Roma', 'Roma'],
  Seoul: ['Séoul', 'Seúl', '', '', 'Seul'],
  Shanghai: ['', 'Shanghái', '', '', 'Xangai'],
  Singapore: ['Singapour', 'Singapur', 'Singapur', '', 'Singapura'],
  Sofia: ['', 'Sofía', '', '', 'Sófia'],
  Stockholm: ['', 'Estocolmo', '', 'Stoccolma', 'Estocolmo'],
  Sydney: ['', 'Sídney', '', '', ''],
  Tallinn: ['', 'Tallin', '', '', ''],
  Tashkent: ['Tachkent', 'Taskent', 'Taschkent', '', 'Tashkent'],
  Tehran: ['Téhéran', 'Teherán', 'Teheran', 'Teheran', 'Teerã'],
  Tokyo: ['', 'Tokio', 'Tokio', '', 'Tóquio'],
  Tunis: ['', 'Túnez', '', 'Tunisi', 'Túnis'],
  Vatican: ['', 'Ciudad del Vaticano', 'Vatikan', 'Città del Vaticano', 'o Vaticano'],
  Vienna: ['Vienne', 'Viena', 'Wien', '', 'Viena'],
  Vilnius: ['', 'Vilna', '', '', ''],
  Warsaw: ['Varsovie', 'Varsovia', 'Warschau', 'Varsavia', 'Varsóvia'],
  Zurich: ['', 'Zúrich', 'Zürich', 'Zurigo', 'Zurique'],
};
