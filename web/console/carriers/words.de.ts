import { pluralsOf } from '../../lib/plural.ts'
import { words as prices } from './words-prices.de.ts'
import type { CarrierWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: CarrierWords = {
  prices,
  title: 'Versanddienstleister',
  count: (count) => n(count, { one: '# Dienst', other: '# Dienste' }),
  create: 'Neuer Dienstleister',
  createTitle: 'Ein neuer Versanddienstleister',
  empty: 'Noch keine Versanddienstleister',
  emptySays:
    'Ein Versanddienstleister holt an Ihren Standorten ab. Mit seinen Diensten und Preislisten ' +
    'gehen Bestellungen den günstigsten Weg.',
  noMatch: 'So ist kein Dienst',
  search: 'Dienste und Dienstleister suchen',
  statesLabel: 'Wie es um die Dienste steht',
  states: {
    all: 'Alle',
    good: 'Bereit',
    no_card: 'Ohne Preise',
    coming: 'Noch nicht gültig',
    ending: 'Endet bald',
    gaps: 'Preise fehlen',
    never_collected: 'Keine Abholung',
    archived: 'Archiviert',
    no_services: 'Ohne Dienste',
  },
  means: {
    no_card:
      'Keine Preisliste gilt: Mit diesem Dienst geht nichts hinaus. Importieren Sie eine ' +
      'Preisliste.',
    coming: (from) =>
      `Vor ${from} gilt keine Preisliste: Bis dahin geht mit diesem Dienst nichts hinaus.`,
    ending: (until) =>
      `Die Preise enden am ${until}, und keine folgen. Importieren Sie vorher die nächste ` +
      `Preisliste.`,
    gaps: (count) =>
      n(count, {
        one:
          'Für ein Gewicht fehlt in der gültigen Preisliste der Preis; ein Paket geht dann ' +
          'zum nächsten, den es gibt.',
        other:
          'Für # Gewichte fehlt in der gültigen Preisliste der Preis; ein Paket geht dann zum ' +
          'nächsten, den es gibt.',
      }),
    never_collected:
      'Er holt nirgends ab, also geht nichts mit ihm hinaus. Sagen Sie, wann er kommt.',
    archived: 'Mit ihm geht nichts mehr hinaus. Bestellungen behalten, wonach entschieden wurde.',
  },
  columns: {
    service: 'Dienst',
    carrier: 'Dienstleister',
    code: 'Code',
    state: 'Stand',
    takes: 'Nimmt bis',
    methods: 'Lieferart',
    prices: 'Preise',
    until: 'Bis',
  },
  card: (version, currency) => `Version ${version}, ${currency}`,
  noEnd: 'Kein Ende',
  services: 'Dienste',
  newService: 'Neuer Dienst',
  newServiceTitle: (carrier) => `Ein neuer Dienst von ${carrier}`,
  noServices: 'Noch keine Dienste',
  noServicesSay:
    'Ein Dienst ist, was ein Dienstleister verkauft: Paket, Express, Spedition. Jeder hat ' +
    'seine Preise.',
  terms: 'Was er nimmt',
  edit: 'Bearbeiten',
  editOf: (part) => `Bearbeiten: ${part}`,
  rename: 'Umbenennen',
  renameTitle: (name) => `${name} umbenennen`,
  more: 'Mehr',
  archive: 'Archivieren',
  archiveService: 'Dienst archivieren',
  archiveTitle: (name) => `${name} archivieren?`,
  archiveCarrierSays:
    'Von nun an geht keine neue Bestellung mit einem seiner Dienste hinaus. Das lässt sich ' +
    'nicht zurücknehmen.',
  archiveServiceSays:
    'Von nun an geht keine neue Bestellung mit diesem Dienst hinaus. Das lässt sich nicht ' +
    'zurücknehmen.',
  archived: 'Archiviert',
  saved: 'Gespeichert',
  make: 'Anlegen',
  created: (name) => `${name} ist da`,
  codeHint: 'Buchstaben, Ziffern und . _ : / + - ; er bleibt für immer.',
  serviceCodeHint: 'Wie in den Preislisten des Dienstleisters; er bleibt für immer.',
  fields: {
    code: 'Code',
    name: 'Name',
    methods: 'Lieferarten',
    toHomes: 'Liefert an Privatadressen',
    countries: 'Länder',
    maxKg: 'Schwerstes Paket (kg)',
    maxLongestCm: 'Längste Seite (cm)',
    maxGirthCm: 'Gurtmaß (cm)',
  },
  hints: {
    countries: 'Codes wie FR, DE. Leer: wohin seine Preise führen.',
    size: 'Leer: beliebig.',
    girth: 'Die längste Seite und zweimal die beiden anderen. Leer: beliebig.',
    toHomes: 'Eine Bestellung geht an eine Privatadresse, wenn die Adresse keine Firma nennt.',
  },
  faults: {
    name: 'Geben Sie einen Namen ein.',
    code: 'Geben Sie einen Code ein; er beginnt mit einem Buchstaben oder einer Ziffer.',
    methods: 'Wählen Sie mindestens eine.',
    countries: (text) => `${text} ist kein Ländercode aus zwei Buchstaben.`,
    maxKg: 'Ein Gewicht von 0,001 bis 1.000 kg.',
    size: 'Eine Länge von 0,1 bis 10.000 cm, oder nichts.',
  },
  facts: {
    code: 'Code',
    methods: 'Lieferarten',
    homes: 'Privatadressen',
    countries: 'Länder',
    weight: 'Schwerstes Paket',
    longest: 'Längste Seite',
    girth: 'Gurtmaß',
  },
  toHomes: 'Liefert an Privatadressen',
  notToHomes: 'Nur Firmen und Abholorte',
  everywhere: 'Wohin seine Preise führen',
  any: 'Beliebig',
  collections: {
    title: 'Abholungen',
    everywhere: 'An jedem Standort',
    own: 'Eigene Zeiten',
    never: 'Nie',
    next: (when) => `Nächste ${when}`,
    noNext: 'In den nächsten Wochen wird nichts abgeholt',
    noneSay: 'Sobald es Dienstleister mit Diensten gibt, steht hier, wann sie abholen.',
    clock: 'Zeiten gehen nach der Uhr des Standorts. Was bis dahin fertig ist, geht mit.',
    editTitle: (service, where) => `Wann ${service} abholt: ${where}`,
    change: (service) => `Ändern, wann ${service} abholt`,
    goes: 'Abgeholt wird',
    modes: {
      same: 'Wie an jedem Standort',
      own: 'Zu diesen Zeiten',
      never: 'Nie',
    },
    time: (day) => `${day}: Abholung um`,
    add: (day) => `Zeit am ${day} hinzufügen`,
    remove: (time) => `${time} entfernen`,
    notThen: 'Keine Abholung',
    copy: 'Zeiten vom Montag an allen Werktagen',
    unfilled: 'Geben Sie die Zeit ein, oder entfernen Sie sie.',
    noTimes: 'Geben Sie mindestens eine Zeit an, oder wählen Sie „Nie“.',
  },
  lookUp: 'Preis nachschlagen',
}
