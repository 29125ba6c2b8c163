// What the notes of a changed story are called, by language, as its press calls them. Pure.
import type { ChangeKind } from '../articles/publication-events';

/** A refile is not told to readers. */
type ToldKind = Exclude<ChangeKind, 'refile'>;

export interface NoteWording {
  readonly kinds: Readonly<Record<ToldKind, string>>;
  /** Headings of the list: where something was wrong or unclear, where it was only updated, and for all else. */
  readonly corrections: string;
  readonly updates: string;
  readonly notes: string;
}

export const englishNotes: NoteWording = {
  kinds: {
    update: 'Update',
    correction: 'Correction',
    clarification: 'Clarification',
    removal: 'Removed',
    'editors-note': 'Editor’s note',
    reply: 'Reply',
  },
  corrections: 'Corrections and clarifications',
  updates: 'Updates',
  notes: 'Notes',
};

export const dutchNotes: NoteWording = {
  kinds: {
    update: 'Update',
    correction: 'Correctie',
    clarification: 'Verduidelijking',
    removal: 'Verwijderd',
    'editors-note': 'Noot van de redactie',
    reply: 'Weerwoord',
  },
  corrections: 'Correcties en verduidelijkingen',
  updates: 'Updates',
  notes: 'Opmerkingen',
};

export const germanNotes: NoteWording = {
  kinds: {
    update: 'Aktualisierung',
    correction: 'Korrektur',
    clarification: 'Klarstellung',
    removal: 'Entfernt',
    'editors-note': 'Anmerkung der Redaktion',
    reply: 'Erwiderung',
  },
  corrections: 'Korrekturen und Klarstellungen',
  updates: 'Aktualisierungen',
  notes: 'Anmerkungen',
};

export const frenchNotes: NoteWording = {
  kinds: {
    update: 'Mise à jour',
    correction: 'Correction',
    clarification: 'Précision',
    removal: 'Supprimé',
    'editors-note': 'Note de la rédaction',
    reply: 'Droit de réponse',
  },
  corrections: 'Corrections et précisions',
  updates: 'Mises à jour',
  notes: 'Notes',
};

export const spanishNotes: NoteWording = {
  kinds: {
    update: 'Actualización',
    correction: 'Corrección',
    clarification: 'Aclaración',
    removal: 'Eliminado',
    'editors-note': 'Nota de la redacción',
    reply: 'Réplica',
  },
  corrections: 'Correcciones y aclaraciones',
  updates: 'Actualizaciones',
  notes: 'Notas',
};

/** Plain text; of a kind that has no name here that of notes at large. */
export const noteLabel = (kind: string, { kinds, notes }: NoteWording): string =>
  Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? notes;
