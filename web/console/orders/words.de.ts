import { pluralsOf } from '../../lib/plural.ts'
import type { OrderWords } from './words.en.ts'

const n = pluralsOf('de')
const orders = (count: number) => n(count, { one: '# Bestellung', other: '# Bestellungen' })
const some = (count: number, of: number) =>
  count === of ? orders(of) : `${count} von ${of} Bestellungen`

export const words: OrderWords = {
  title: 'Bestellungen',
  search: 'Nummer, Kunde, Artikel oder Ort',
  searchHint: 'Auch eine Liste von Nummern lässt sich einfügen',
  states: {
    on_hold: 'Angehalten',
    waiting_for_stock: 'Wartet auf Ware',
    waiting_for_receipt: 'Ware erwartet',
    late: 'Verspätet',
    allocated: 'Ware reserviert',
    released: 'In Vorbereitung',
    picked: 'Entnommen',
    packed: 'Gepackt',
    fulfilled: 'Versendet',
    collected: 'Abgeholt',
    returned: 'Zurückgegeben',
    cancelled: 'Storniert',
  },
  views: {
    all: 'Alle',
    waiting: 'Wartet auf Ware',
    expected: 'Ware erwartet',
    held: 'Angehalten',
    late: 'Verspätet',
    allocated: 'Ware reserviert',
    inWork: 'In Arbeit',
    shipped: 'Versendet',
    returned: 'Zurückgegeben',
    cancelled: 'Storniert',
  },
  columns: {
    number: 'Bestellung',
    placedAt: 'Eingang',
    customer: 'Kunde',
    status: 'Status',
    locations: 'Kommt von',
    city: 'Ort',
    channel: 'Kanal',
    total: 'Summe',
    externalId: 'Nummer im Kanal',
    method: 'Lieferart',
    lines: 'Zeilen',
    country: 'Land',
    priority: 'Priorität',
    tags: 'Schlagwörter',
  },
  more: (first, count) => `${first} + ${count}`,
  filters: {
    by: 'Filtern nach',
    channel: 'Kanal',
    location: 'Kommt von',
    method: 'Lieferart',
    country: 'Land',
    priority: 'Priorität',
    tag: 'Schlagwort',
    waitingFor: 'Wartet auf',
    from: 'Eingang ab',
    to: 'Eingang bis',
    placed: 'Tag des Eingangs',
    find: 'In dieser Liste suchen',
    none: 'Nichts mit diesem Namen',
    or: (values) => values.join(' oder '),
    numbers: (count) => n(count, { one: '# Nummer', other: '# Nummern' }),
    pasted: 'Eingefügte Liste',
    date: 'Zu einem Tag',
    dateSays: 'Dieser Tag steht zuerst, dann alles davor.',
    jump: 'Springen',
  },
  missing: (count, numbers) =>
    `${n(count, { one: '# Nummer wurde', other: '# Nummern wurden' })} nicht gefunden: ${numbers}`,
  cut: (count) =>
    `Die ersten ${count} sind zu sehen. Filtern Sie die Liste oder springen Sie zu einem Tag.`,
  empty: {
    title: 'Noch keine Bestellungen',
    says: 'Bestellungen kommen über die API, aus jedem Ihrer Kanäle.',
    next: 'So geben Sie eine auf',
    none: 'Keine Bestellung passt',
    without: (name, value, count) => `Ohne ${name} ${value}: ${count}`,
    unknown: 'Ein Filter nennt etwas, das es nicht gibt',
    tryThis: 'Zusammen lassen die Filter nichts übrig. Nehmen Sie einen weg:',
  },
  saved: {
    save: 'Diese Ansicht speichern…',
    says: 'Behält Filter, Sortierung und Spalten unter einem Namen.',
    remove: (name) => `„${name}“ entfernen`,
    shared: (name) => `${name} (geteilt)`,
    done: (name) => `Ansicht „${name}“ ist gespeichert`,
    removed: (name) => `Ansicht „${name}“ ist entfernt`,
    taken: 'Geben Sie der Ansicht einen Namen.',
  },
  peek: {
    label: 'Die Bestellung auf einen Blick',
    away: 'Diese Bestellung ist nicht zu finden',
    items: 'Artikel',
    shipping: 'Versand',
    tax: 'Steuer',
    total: 'Summe',
    events: 'Was zuletzt geschah',
    holds: 'Angehalten, weil',
    moreLines: (count) => n(count, { one: '# weiterer Artikel', other: '# weitere Artikel' }),
    open: 'Bestellung öffnen',
    hold: 'Anhalten…',
    release: 'Freigeben…',
    cancel: 'Stornieren…',
  },
  bulk: {
    label: 'Ausgewählte Bestellungen',
    chosen: (count) => `${orders(count)} ausgewählt`,
    clear: 'Auswahl aufheben',
    nothing: 'Mit diesen lässt sich zusammen nichts tun.',
    acts: {
      place_hold: (count) => `${orders(count)} anhalten`,
      release_hold: (count) => `${orders(count)} freigeben`,
      cancel: (count) => `${orders(count)} stornieren`,
    },
    asks: {
      place_hold: (count, of) => `${some(count, of)} anhalten?`,
      release_hold: (count, of) => `${some(count, of)} freigeben?`,
      cancel: (count, of) => `${some(count, of)} stornieren?`,
    },
    titles: {
      place_hold: (count) => `${orders(count)} anhalten`,
      release_hold: (count) => `${orders(count)} freigeben`,
      cancel: (count) => `${orders(count)} stornieren`,
    },
    will: {
      place_hold: (count) =>
        n(count, {
          one: '# wird angehalten: Nichts geht hinaus, bis sie freigegeben ist.',
          other: '# werden angehalten: Nichts geht hinaus, bis sie freigegeben sind.',
        }),
      release_hold: (count) =>
        n(count, {
          one: '# geht weiter an ihre Filiale.',
          other: '# gehen weiter an ihre Filialen.',
        }),
      cancel: (count) =>
        n(count, {
          one: '# wird endgültig storniert, ihre Ware ist wieder frei.',
          other: '# werden endgültig storniert, ihre Ware ist wieder frei.',
        }),
    },
    asked: (count) =>
      n(count, {
        one: '# ist bei einer Filiale: storniert nur, wenn sie noch nicht gepackt ist.',
        other: '# sind bei Filialen: storniert nur, soweit noch nicht gepackt ist.',
      }),
    worth: (amounts) => `Zusammen sind sie ${amounts} wert.`,
    leftOut: {
      cancelled: (count) =>
        n(count, { one: '# ist schon storniert.', other: '# sind schon storniert.' }),
      left: (count) =>
        n(count, { one: '# ist schon unterwegs.', other: '# sind schon unterwegs.' }),
      inWork: (count) =>
        n(count, {
          one: '# ist in Arbeit und bleibt, wie sie ist.',
          other: '# sind in Arbeit und bleiben, wie sie sind.',
        }),
      notHeld: (count) =>
        n(count, { one: '# ist nicht angehalten.', other: '# sind nicht angehalten.' }),
      other: (count) =>
        n(count, { one: '# bleibt, wie sie ist.', other: '# bleiben, wie sie sind.' }),
    },
    reason: 'Grund',
    reasonHint: 'Bleibt im Verlauf jeder Bestellung. Keine persönlichen Daten von Kunden.',
    cause: 'Grund',
    note: 'Notiz (wenn Sie mögen)',
    noteOther: 'In Ihren Worten',
    noteHint: 'Für Kollegen. Keine persönlichen Daten von Kunden.',
    keep: 'So lassen',
    stop: 'Nach dieser anhalten',
    progress: (ended, of) => `${ended} von ${of} erledigt`,
    ended: (done, of) => `${done} von ${of} erledigt.`,
    failed: (count) => n(count, { one: '# ging nicht', other: '# gingen nicht' }),
    saveFailed: 'Was nicht ging, als CSV sichern',
  },
}
