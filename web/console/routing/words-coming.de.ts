import type { ComingWords } from './words-coming.en.ts'

export const words: ComingWords = {
  drawnFrom: (version, when) =>
    `Der Entwurf geht von Fassung ${version} aus, die ab ${when} gilt. Gilt er früher, gilt auch ` +
    'sie von da an.',
  beginsWith: (version, when) =>
    `Fassung ${version}, die erst ab ${when} gelten sollte, gilt damit auch: Was sie ändert, ` +
    'steht mit hier. Um ohne sie zu veröffentlichen, ziehen Sie sie erst unter Fassungen zurück.',
  act: 'Zurückziehen',
  title: (version) => `Fassung ${version} zurückziehen?`,
  says:
    'Sie gilt dann nie. Was sie ersetzt hatte, gilt wieder, ab seinem eigenen Zeitpunkt. Was der ' +
    'Entwurf außer ihr ändert, bleibt im Entwurf. Ihre Regeln lassen sich unter Fassungen ' +
    'zurückholen.',
  done: (version) => `Fassung ${version} ist zurückgezogen`,
  mark: 'Zurückgezogen',
  was: (when) => `sollte ab ${when} gelten`,
  by: (who, when) => `zurückgezogen von ${who}, ${when}`,
  saying: (note) => `„${note}“`,
}
