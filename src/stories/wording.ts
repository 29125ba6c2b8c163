// The few words of our own that a story's page and Markdown need, by language. Pure.
import { dutchNotes, englishNotes, frenchNotes, germanNotes, spanishNotes, type NoteWording } from './note-wording';

export interface Wording {
  /** BCP 47: the language of dates: the story's, also where the words are English. */
  readonly language: string;
  /** ` lang="en"` where the words are not in the story's language (WCAG 2.2, 3.1.2), else nothing. */
  readonly mark: string;
  readonly published: string;
  readonly updated: string;
  readonly retracted: string;
  readonly accessed: string;
  readonly sourceMissing: string;
  readonly source: string;
  readonly backToText: string;
  readonly table: string;
  /** Of corrections and other changes. */
  readonly notes: NoteWording;
}

type Words = Omit<Wording, 'language' | 'mark'>;

const english: Words = {
  published: 'Published',
  updated: 'Updated',
  retracted: 'Retracted',
  accessed: 'Accessed',
  sourceMissing: 'Source not given',
  source: 'Source',
  backToText: 'Back to the text',
  table: 'Table',
  notes: englishNotes,
};

const dutch: Words = {
  published: 'Gepubliceerd',
  updated: 'Bijgewerkt',
  retracted: 'Ingetrokken',
  accessed: 'Geraadpleegd',
  sourceMissing: 'Bron niet vermeld',
  source: 'Bron',
  backToText: 'Terug naar de tekst',
  table: 'Tabel',
  notes: dutchNotes,
};

const german: Words = {
  published: 'Veröffentlicht',
  updated: 'Aktualisiert',
  retracted: 'Zurückgezogen',
  accessed: 'Abgerufen',
  sourceMissing: 'Quelle nicht angegeben',
  source: 'Quelle',
  backToText: 'Zurück zum Text',
  table: 'Tabelle',
  notes: germanNotes,
};

const french: Words = {
  published: 'Publié',
  updated: 'Mis à jour',
  retracted: 'Retiré',
  accessed: 'Consulté',
  sourceMissing: 'Source non indiquée',
  source: 'Source',
  backToText: 'Retour au texte',
  table: 'Tableau',
  notes: frenchNotes,
};

const spanish: Words = {
  published: 'Publicado',
  updated: 'Actualizado',
  retracted: 'Retirado',
  accessed: 'Consultado',
  sourceMissing: 'Fuente no indicada',
  source: 'Fuente',
  backToText: 'Volver al texto',
  table: 'Tabla',
  notes: spanishNotes,
};

const known: Readonly<Record<string, Words>> = { en: english, nl: dutch, de: german, fr: french, es: spanish };

export function wordingIn(language: string): Wording {
  const words = known[primarySubtag(language)];
  return { language, mark: words ? '' : ' lang="en"', ...(words ?? english) };
}

const rightToLeft = new Set('ar arc ckb dv fa he iw ks ps sd ug ur yi'.split(' '));
const rightToLeftScripts = /-(?:arab|hebr|thaa|syrc|nkoo|adlm)\b/i;

/** The direction that the language is written in (HTML, the `dir` attribute). */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeftScripts.test(language) || (rightToLeft.has(primarySubtag(language)) && !/-latn\b/i.test(language))
    ? 'rtl'
    : 'ltr';

const primarySubtag = (language: string): string => language.split('-', 1)[0]?.toLowerCase() ?? '';
