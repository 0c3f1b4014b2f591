import { pluralsOf } from '../../lib/plural.ts'
import type { ToldWords } from './words-told.en.ts'

const n = pluralsOf('de')

export const words: ToldWords = {
  'order.placed': 'Eingegangen',
  'order.allocated': (reserved) => `Ware gefunden: ${reserved}`,
  arrived: (goods) => `Eingetroffen: ${goods}`,
  expectedNow: (goods, day) => `Jetzt am ${day} erwartet: ${goods}`,
  fromStock: (goods, place) => `${goods} kommt jetzt aus dem Bestand in ${place}`,
  comesLate: (goods, day) => `Verspätet: ${goods} kommt nicht vor ${day}`,
  overdue: (goods) => `Verspätet: ${goods} ist nicht am erwarteten Tag gekommen`,
  comesNot: (goods) => `${goods} kommt nicht wie zugesagt: es ist nichts unterwegs`,
  'order.rerouted': (from, to, reason) =>
    `Umgeleitet von ${from} nach ${to}${reason === null ? '' : `: ${reason}`}`,
  'order.improved': (from, to, saved) =>
    `Vor der Freigabe von ${from} nach ${to} verlegt: ${saved} gespart`,
  madeRoom: (from, to, saved) =>
    `Für andere Bestellungen Platz gemacht: von ${to} statt ${from}, zusammen ${saved} gespart`,
  gaveWay: (goods, from, to) =>
    `${goods} kommt nun von ${to}: in ${from} war weniger da als verbucht`,
  leftClosed: (from, to, reason) =>
    `Kommt nun von ${to}: ${from} ist geschlossen${reason === null ? '' : ` (${reason})`}`,
  'order.cancelled': (goods, reason) =>
    `${goods === undefined ? 'Storniert' : `Storniert: ${goods}`} (${reason})`,
  cancelledNowhere: (goods) =>
    `Storniert: ${goods}. Kein Standort konnte es liefern, und das storniert die Regel`,
  cancelledFor: {
    no_stock: (goods) => `Storniert: ${goods}. Kein Standort hatte es, und das storniert die Regel`,
    no_service: (goods) =>
      `Storniert: ${goods}. Kein Dienst bringt es von dort, wo es ist, und das storniert die Regel`,
    too_dear: (goods) =>
      `Storniert: ${goods}. Es zu senden kostet mehr, als es wegzulassen, und das storniert die ` +
      'Regel',
    not_allowed: (goods) =>
      `Storniert: ${goods}. Kein Standort, der es hat, darf es senden, und das storniert die Regel`,
  },
  'order.cancellation_requested': (goods, reason) => `Zurückgefordert: ${goods} (${reason})`,
  'order.hold_placed': (cause) => `Angehalten: ${cause}`,
  'order.hold_released': (cause) =>
    cause === undefined ? 'Freigegeben' : `Freigegeben, war angehalten: ${cause}`,
  prioritised: (priority) =>
    `Priorität ist jetzt ${{ low: 'niedrig', normal: 'normal', high: 'hoch' }[priority]}`,
  tagged: (tags) => `Schlagwort gesetzt: ${tags}`,
  untagged: (tags) => `Schlagwort entfernt: ${tags}`,
  'fulfilment.released': (places) => `Übergeben an ${places}`,
  'fulfilment.delayed': (places) => `Verspätet: ${places} hätte es schon versenden sollen`,
  'fulfilment.accepted': (place) => `Angenommen von ${place}`,
  'fulfilment.declined': (place, goods, reason) => `${place} kann ${goods} nicht senden: ${reason}`,
  'fulfilment.picked': (goods, place) => `${goods} in ${place} entnommen`,
  'fulfilment.short_picked': (goods, place) => `${goods} in ${place} nicht gefunden`,
  'fulfilment.packed': (goods, place) => `${goods} in ${place} gepackt`,
  'fulfilment.shipped': (goods, place, tracking) =>
    `${goods} von ${place} versendet${tracking === null ? '' : `, Sendungsnummer ${tracking}`}`,
  'fulfilment.delivered': (place) => `Das Paket von ${place} ist angekommen`,
  'fulfilment.cancelled': (goods, reason) => `Storniert: ${goods} (${reason})`,
  'fulfilment.cancellation_declined': (goods) => `Zu spät zum Stornieren, schon gepackt: ${goods}`,
  handedOver: (goods, place) => `${goods} in ${place} dem Kunden übergeben`,
  reserved: (goods, place) => `${goods} in ${place} reserviert`,
  moreGoods: (count) => n(count, { one: '# weiterer Artikel', other: '# weitere Artikel' }),
  line: (no) => `Position ${no}`,
  everything: 'Alles',
  somebody: 'Eine Person oder eine angebundene App',
  you: 'Sie',
  systems: {
    orders: 'Tutti',
    allocation: 'Tutti, als Ware kam',
    release: 'Tutti, nach der Regel des Kanals',
    cancellations: 'Tutti',
    'parked facts': 'Von außen gemeldet',
    'late work': 'Tutti, nach Ablauf der Zeit',
    promises: 'Tutti, weil Ware anders kommt',
    'uncovered stock': 'Tutti, weil weniger da war als zugesagt',
    demo: 'Demo',
    history: 'Aus der Vorgeschichte',
    import: 'Import',
    anyone: 'Nicht angemeldet',
  },
}
