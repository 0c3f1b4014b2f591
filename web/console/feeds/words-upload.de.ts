import { pluralsOf } from '../../lib/plural.ts'
import type { UploadWords } from './words-upload.en.ts'

const n = pluralsOf('de')

export const words: UploadWords = {
  open: 'Datei hochladen',
  title: 'Bestand hochladen',
  file: 'Datei',
  fileHint: 'Eine Tabelle als CSV mit einer Zeile je Artikel.',
  columns: 'Wie die Datei aussieht',
  columnsSay:
    'Die erste Zeile nennt die Spalten: sku, quantity und, wenn die Datei mehrere Standorte ' +
    'enthält, location. Getrennt wird mit Komma, Semikolon oder Tabulator; Dezimalen haben einen ' +
    'Punkt.',
  source: 'System, von dem die Zahlen sind',
  sourceHint: 'Wie es sich nennt: WMS, ERP, TILL-7, oder Ihr Name für eine Liste von Hand.',
  placeHint: 'Stattdessen kann jede Zeile ihren Standort nennen.',
  inFile: 'Wie jede Zeile sagt',
  kindSays: {
    delta: 'Was die Datei nicht nennt, bleibt, wie es ist.',
    full: 'Was dieses System früher meldete und die Datei nicht nennt, wird auf null gesetzt.',
  },
  numberSays: {
    on_hand: 'Alles, was dort liegt.',
    available: 'Was dort liegt, ohne das, was jenes System selbst für Aufträge zurücklegt.',
  },
  asOf: 'Wahr am',
  asOfHint: 'Aus der Datei. Berichtigen Sie es, wenn früher gezählt oder exportiert wurde.',
  contains: 'Kennt unsere Buchungen bis',
  containsHint: 'Nur wenn jenes System spät von ihnen hört; sonst leer lassen.',
  look: 'Zeigen, was sich ändern würde',
  lookSays: 'Noch wird nichts geschrieben.',
  again: 'Noch einmal zeigen',
  take: 'Diese Zahlen übernehmen',
  nothingYet: 'Erst wenn Sie sie übernehmen, wird geschrieben.',
  taken: 'Die Zahlen sind übernommen',
  faults: {
    fileNeeded: 'Wählen Sie eine Datei.',
    fileEmpty: 'Die Datei ist leer.',
    source: 'Nennen Sie das System: Buchstaben, Ziffern und . _ : / + -',
    asOf: 'Sagen Sie, wann die Zahlen wahr waren.',
    contains: 'Eine Zeit oder nichts.',
  },
  found: 'Was sich ändern würde',
  noRows: 'Die Datei hat keine Zeilen.',
  noneGood: 'Keine ihrer Zeilen kann übernommen werden: warum, steht unten.',
  noChange: 'Nichts würde sich ändern: Alles ist, wie die Datei sagt.',
  notWhole:
    'So viele Zeilen sind falsch, dass nichts, was sie nicht nennt, auf null gesetzt würde. ' +
    'Berichtigen Sie sie zuerst.',
  zeroes: (count) =>
    n(count, {
      one: '# Zahl würde auf null gesetzt, da die Datei sie nicht nennt.',
      other: '# Zahlen würden auf null gesetzt, da die Datei sie nicht nennt.',
    }),
  uncovered: (count) =>
    n(count, {
      one: 'Für # Auftrag wäre nicht genug da. Er wird verlegt, oder Sie entscheiden.',
      other: 'Für # Aufträge wäre nicht genug da. Sie werden verlegt, oder Sie entscheiden.',
    }),
  moreOrders: (count) => n(count, { one: 'und # weiterer', other: 'und # weitere' }),
  changed: 'Zahlen, die sich ändern',
  more: 'Stück mehr',
  less: 'Stück weniger',
  refused: 'Unmögliche Zeilen',
  contained: 'Was in den Zahlen steckt',
  trueAt: (moment) =>
    `Sie waren wahr am ${moment}. Was dort danach verkauft, geliefert oder gefunden wurde, kommt ` +
    'hinzu.',
  knows: {
    on_hand: (moment) =>
      `Sie kennen Pakete, die Tutti bis ${moment} als versandt gebucht hat; spätere werden ` +
      'zusätzlich abgezogen.',
    available: (moment) =>
      `Sie kennen Aufträge, die Tutti bis ${moment} zugesagt oder versandt hat; spätere werden ` +
      'zusätzlich abgezogen.',
  },
  ordersStay: 'Offene Aufträge bleiben, wie sie sind.',
  changes: 'Zahl für Zahl',
  largestOnly: (count) =>
    n(count, {
      one: 'Die größte Änderung wird gezeigt.',
      other: 'Die # größten Änderungen werden gezeigt.',
    }),
  columnsOf: {
    sku: 'SKU',
    place: 'Standort',
    onHand: 'Vorhanden',
    told: 'Laut Datei',
    since: 'Seitdem',
    after: 'Wäre',
    change: 'Änderung',
    allocated: 'Zugesagt',
  },
}
