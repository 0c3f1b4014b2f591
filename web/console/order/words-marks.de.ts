import type { MarksWords } from './words-marks.en.ts'

export const words: MarksWords = {
  title: 'Priorität und Schlagwörter',
  says: 'Sie gelten für alles, was ab jetzt entschieden wird. Woher sie kommt, bleibt, wie es ist.',
  priority: 'Priorität',
  priorityHint:
    'Wo zu wenige da sind, gibt die niedrigste zuerst nach; was kommt, geht zuerst an die höchste.',
  priorities: { low: 'Niedrig', normal: 'Normal', high: 'Hoch' },
  high: 'Hohe Priorität',
  low: 'Niedrige Priorität',
  tags: 'Schlagwörter',
  tagsHint:
    'Kleinbuchstaben, Ziffern, Bindestriche, z. B. hochzeit. Regeln und Listen gehen danach.',
  badTag: (tag) =>
    `${tag} ist kein Schlagwort: nur Kleinbuchstaben, Ziffern und einzelne Bindestriche`,
  none: 'Keine',
  type: 'Tippen, dann Eingabetaste',
  remove: (tag) => `${tag} entfernen`,
  change: 'Ändern',
  act: 'Speichern',
  changed: 'Priorität und Schlagwörter geändert',
}
