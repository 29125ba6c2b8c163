// What a source list is called in each language: one table for reading wire text, for the check that heading and article
// speak one language, and for the heading that outputs print. The first of each is the one that outputs use.

const headings: Readonly<Record<string, readonly string[]>> = {
  af: ['Bronne', 'Bron', 'Verwysings'],
  ar: ['المصادر', 'مصادر', 'المراجع', 'مراجع', 'المصدر'],
  az: ['Mənbələr', 'Mənbə'],
  be: ['Крыніцы', 'Крыніца'],
  bg: ['Източници', 'Източник', 'Литература'],
  bn: ['সূত্র', 'তথ্যসূত্র'],
  ca: ['Fonts', 'Font', 'Referències', 'Bibliografia'],
  cs: ['Zdroje', 'Zdroj', 'Reference', 'Literatura', 'Prameny'],
  cy: ['Ffynonellau', 'Cyfeiriadau'],
  da: ['Kilder', 'Kilde', 'Kildeliste', 'Kildehenvisninger', 'Referencer', 'Litteratur'],
  de: [
    ...['Quellen', 'Quelle', 'Quellenangaben', 'Quellenangabe', 'Quellenverzeichnis', 'Quellennachweis', 'Belege'],
    ...['Quellennachweise', 'Einzelnachweise', 'Literatur', 'Literaturverzeichnis', 'Referenzen', 'Nachweise'],
  ],
  el: ['Πηγές', 'Πηγή', 'Αναφορές', 'Βιβλιογραφία', 'Παραπομπές'],
  en: [
    ...['Sources', 'Source', 'Source list', 'References', 'Reference', 'Reference list', 'Bibliography', 'Citations'],
    ...['Works cited', 'Sources and references', 'Sources cited', 'Sources consulted'],
  ],
  eo: ['Fontoj', 'Referencoj'],
  es: ['Fuentes', 'Fuente', 'Fuentes consultadas', 'Referencias', 'Bibliografía'],
  et: ['Allikad', 'Allikas', 'Viited'],
  eu: ['Iturriak', 'Erreferentziak'],
  fa: ['منابع', 'منبع'],
  fi: ['Lähteet', 'Lähde', 'Lähdeluettelo', 'Viitteet'],
  fr: ['Sources', 'Source', 'Références', 'Référence', 'Bibliographie', 'Liste des sources', 'Notes et références'],
  ga: ['Foinsí', 'Tagairtí'],
  gl: ['Fontes', 'Fonte', 'Referencias', 'Bibliografía'],
  he: ['מקורות', 'מקור', 'הפניות'],
  hi: ['स्रोत', 'संदर्भ', 'सन्दर्भ'],
  hr: ['Izvori', 'Izvor', 'Literatura'],
  hu: ['Források', 'Forrás', 'Hivatkozások', 'Irodalom'],
  id: ['Sumber', 'Referensi', 'Daftar pustaka'],
  is: ['Heimildir', 'Heimild', 'Tilvísanir'],
  it: ['Fonti', 'Fonte', 'Riferimenti', 'Bibliografia'],
  ja: ['出典', '参考文献', '参考資料', '情報源', '引用元'],
  ko: ['출처', '참고문헌', '참고 문헌', '참고자료', '참고 자료'],
  lt: ['Šaltiniai', 'Šaltinis', 'Literatūra'],
  lv: ['Avoti', 'Avots', 'Atsauces'],
  ms: ['Sumber', 'Rujukan'],
  nb: ['Kilder', 'Kilde', 'Kildeliste', 'Referanser', 'Litteratur'],
  nl: [
    ...['Bronnen', 'Bron', 'Bronvermelding', 'Bronvermeldingen', 'Bronnenlijst', 'Geraadpleegde bronnen'],
    ...['Referenties', 'Referentielijst', 'Literatuur', 'Literatuurlijst', 'Bibliografie', 'Verwijzingen'],
  ],
  nn: ['Kjelder', 'Kjelde', 'Referansar', 'Litteratur'],
  no: ['Kilder', 'Kilde', 'Kildeliste', 'Referanser', 'Litteratur', 'Kjelder'],
  pl: ['Źródła', 'Źródło', 'Przypisy', 'Bibliografia'],
  pt: ['Fontes', 'Fonte', 'Referências', 'Referência', 'Bibliografia'],
  ro: ['Surse', 'Sursă', 'Sursa', 'Referințe', 'Bibliografie'],
  ru: ['Источники', 'Источник', 'Список источников', 'Литература', 'Ссылки', 'Примечания'],
  sk: ['Zdroje', 'Zdroj', 'Referencie', 'Literatúra'],
  sl: ['Viri', 'Vir', 'Literatura'],
  sr: ['Извори', 'Извор', 'Izvori', 'Izvor', 'Литература', 'Literatura'],
  sv: ['Källor', 'Källa', 'Källförteckning', 'Källhänvisningar', 'Referenser', 'Litteratur'],
  sw: ['Vyanzo', 'Marejeo'],
  th: ['แหล่งที่มา', 'อ้างอิง', 'แหล่งข้อมูล'],
  tr: ['Kaynaklar', 'Kaynak', 'Kaynakça'],
  uk: ['Джерела', 'Джерело', 'Література', 'Посилання'],
  ur: ['حوالہ جات', 'ذرائع'],
  vi: ['Nguồn', 'Nguồn tham khảo', 'Tài liệu tham khảo'],
  zh: [
    ...['来源', '資料來源', '來源', '资料来源', '消息来源', '信息来源', '新闻来源'],
    ...['参考资料', '參考資料', '参考文献', '參考文獻', '出处', '出處'],
  ],
};

const longest = 60;

/** The heading without Markdown and colon, in lower case; '' when the line is too long to be one. */
const folded = (heading: string): string =>
  heading.length > longest ? '' : headingText(heading).normalize('NFC').toLowerCase().replace(/\s+/g, ' ');

const languagesOf = new Map<string, string[]>();
for (const [language, names] of Object.entries(headings)) {
  for (const name of names) {
    languagesOf.set(folded(name), [...(languagesOf.get(folded(name)) ?? []), language]);
  }
}

/** The words of a heading line: without hashes, bold or underline marks, colon, and white space around. */
export function headingText(line: string): string {
  if (line.length > longest) return line.trim();
  return line.replace(/^[\s#*_]+/, '').replace(/[\s#*_:：]+$/, '');
}

/**
 * The languages in which that is what a source list is called.
 * @returns BCP 47 primary subtags in alphabetical order; undefined when it is no such heading in any language.
 */
export function languageOfHeading(heading: string): readonly string[] | undefined {
  return languagesOf.get(folded(heading));
}

/** What a source list is called in that language (BCP 47); in English where the language is not known here. */
export function sourceHeadingFor(language: string): string {
  const subtags = language.toLowerCase().split('-');
  if (subtags[0] === 'zh' && subtags.some((tag) => ['hant', 'tw', 'hk', 'mo'].includes(tag))) return '資料來源';
  const primary = subtags[0] ?? '';
  return (Object.hasOwn(headings, primary) ? headings[primary]?.[0] : undefined) ?? 'Sources';
}
