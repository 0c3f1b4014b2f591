import { pluralsOf } from '../../lib/plural.ts'
import { words as capacity } from '../locations/words-capacity.de.ts'
import { words as flips } from './words-flips.de.ts'
import { words as regrets } from './words-regrets.de.ts'
import { words as uncarried } from './words-uncarried.de.ts'
import { words as short } from './words-why-short.de.ts'
import { words as byRule } from './words-why-rule.de.ts'
import type { WhyWords } from './words-why.en.ts'

const n = pluralsOf('de')

export const words: WhyWords = {
  ...short,
  title: (places) => `Warum ${places}?`,
  titleMany: (places) =>
    n(places, { one: 'Warum dieser Standort?', other: 'Warum diese # Standorte?' }),
  collects: (place) => `Abgeholt wird in ${place}`,
  collectsMore: 'Also kommt die Ware von dort, was andere Standorte auch haben.',
  stockThere: 'Die Ware war dort vorrätig',
  uncarried,
  onlyOne: (place, cost) => `Nur ${place} hatte es: ${cost}`,
  byHand: (place, cost) => `Von Hand gewählt: ${place}, ${cost}`,
  before: (places) => `Vorher kam es von ${places}.`,
  cheapestWas: (places, cost) => `Am günstigsten wäre gewesen: ${places}, ${cost}`,
  improved: (cost) => `Vor der Freigabe verlegt: ${cost} gespart`,
  improvedWith: (others) =>
    n(others, {
      one: 'Zusammen mit # anderen Lieferung, die mit verlegt wurde.',
      other: 'Zusammen mit # anderen Lieferungen, die mit verlegt wurden.',
    }),
  thatIsLess: (cost) => `Das sind ${cost} weniger.`,
  nobodyHadAll: (isShort) =>
    `Kein Standort hatte ${isShort ? 'allein alles Vorrätige' : 'allein alles'}`,
  nobodyHadRoom: (isShort) =>
    `Kein Standort hatte allein ${isShort ? 'alles Vorrätige' : 'alles'} und Platz dafür`,
  hadSome: (places) =>
    n(places, {
      one: '# Standort hatte einen Teil, also musste geteilt werden.',
      other: '# Standorte hatten einen Teil, also musste geteilt werden.',
    }),
  hadTooFew: (places) =>
    n(places, {
      one: '# Standort hatte zu wenig, also musste geteilt werden.',
      other: '# Standorte hatten zu wenig, also musste geteilt werden.',
    }),
  hadAll: (places, isShort) => {
    const all = isShort ? 'alles, was vorrätig war' : 'alles'
    return n(places, { one: `# Standort hatte ${all}`, other: `# Standorte hatten ${all}` })
  },
  hadPart: (places) =>
    n(places, {
      one: '# weiterer hatte nur einen Teil.',
      other: '# weitere hatten nur einen Teil.',
    }),
  cheapest: (place, cost) => `${place} war am günstigsten: ${cost}`,
  taken: (place, cost) => `${place} wurde genommen: ${cost}`,
  parcelsCheapest: (parcels, cost, isRuled) => {
    const were = n(parcels, { one: '# Paket war', other: '# Pakete waren' })
    return `${were} ${isRuled ? 'innerhalb der Regel ' : ''}am günstigsten: zusammen ${cost}`
  },
  parcelsChosen: (parcels, cost) =>
    `${n(parcels, { one: '# Paket wurde', other: '# Pakete wurden' })} gewählt: zusammen ${cost}`,
  parcelsNeeded: (parcels, cost) =>
    `${n(parcels, { one: '# Paket war', other: '# Pakete waren' })} nötig: zusammen ${cost}`,
  parcel: ({ place, away, goods, cost, terms }) => {
    const far = away === undefined ? '' : `, ${away} entfernt,`
    return `${place}${far} sendet ${goods} für ${cost} (${terms}).`
  },
  terms: {
    freight: (cost) => `Fracht ${cost}`,
    handling: (cost) => `Bearbeitung ${cost}`,
    parcel: (cost) => `Paket ${cost}`,
    late: (cost) => `Verspätungsrisiko ${cost}`,
    speed: (cost) => `Tage bis zur Ankunft ${cost}`,
    reroute: (cost) => `Ablehnungsrisiko ${cost}`,
    carbon: (cost) => `CO₂ ${cost}`,
    stock: (cost) => `knapper Bestand ${cost}`,
    slot: (cost) => `knappe Kapazität ${cost}`,
    wish: (cost) => `Wunsch der Regel ${cost}`,
    free: 'kostenlos',
    alone: (terms) => `Zusammengesetzt aus: ${terms}.`,
    away: (distance, terms) => `${distance} entfernt: ${terms}.`,
  },
  carried: (of) => {
    const days = of.days === null ? '' : n(of.days, { one: ', # Werktag', other: ', # Werktage' })
    const band = of.band === null ? of.weight : `${of.weight}, bis ${of.band}`
    const parcels = of.parcels === 1 ? '' : n(of.parcels, { other: ', gezählt als # Pakete' })
    const by = `Mit ${of.service} von ${of.carrier}, Preisliste ${of.card}, Zone ${of.zone}`
    return `${by}: ${band}${parcels}${days}.`
  },
  sources: {
    ready: (moment) => `Fertig ${moment}.`,
    collected: (moment) => `Abgeholt ${moment}.`,
    arrives: (moment, day) => `Abgeholt ${moment}, da am ${day}.`,
    late: (day, percent) =>
      `Gewünscht bis ${day}: Die Wahrscheinlichkeit einer Verspätung war ${percent}\u00A0%.`,
    days: (days) =>
      n(days, {
        one: 'Kein Wunschtag: # Tag bis zur Ankunft zählt.',
        other: 'Kein Wunschtag: # Tage bis zur Ankunft zählen.',
      }),
    unknown: (days) =>
      n(days, {
        one: 'Wann es ankommt, ist nicht bekannt: das zählt als # Tag.',
        other: 'Wann es ankommt, ist nicht bekannt: das zählt als # Tage.',
      }),
    declines: (declined, given, percent) =>
      `Von den zuletzt zugeteilten Bestellungen (${given}) abgelehnt: ${declined}. ` +
      `Gerechnet wurde mit einer Wahrscheinlichkeit von ${percent}\u00A0%.`,
    co2e: (grams) => `Etwa ${grams} g CO₂e.`,
    worth: {
      stock: (layer, when) =>
        'Ein Teil ist knapp und zählt mit dem, was späteren Bestellungen fehlte: ' +
        `${layer}, ${when}.`,
      slot: (layer, when) =>
        'Die Kapazität dort ist knapp und zählt mit dem, was späteren Bestellungen fehlte: ' +
        `${layer}, ${when}.`,
      both: (layer, when) =>
        'Ein Teil und die Kapazität dort sind knapp und zählen mit dem, was späteren ' +
        `Bestellungen fehlte: ${layer}, ${when}.`,
    },
    layers: {
      P1: 'nach dem, was Läden verkaufen',
      P2: 'jeder Artikel für sich',
      P3: 'alle Artikel und die Kapazität der Standorte zusammen',
    },
    before: (age) => `${age} davor ermittelt`,
    asOf: (moment) => `Stand ${moment}`,
  },
  unfilled: (goods) => `Als zu teuer weggelassen: ${goods}`,
  unfilledMore: (cost) =>
    `Die Ware war da. Der Plan rechnet ${cost} fürs Weglassen, weniger als der Versand kostet.`,
  comma: ', ',
  underOneKm: 'unter 1 km',
  noCheaper: 'Nichts anderes war günstiger',
  weighed: (places) =>
    n(places, {
      one: 'Der # Standort wurde geprüft.',
      other: 'Jede Kombination der # Standorte wurde geprüft.',
    }),
  tooMany: 'Es gab zu viele Kombinationen, um alle zu prüfen.',
  priority: 'Der Kanal nimmt seine Standorte in fester Reihenfolge.',
  nearest: 'Der Kanal nimmt den nächstgelegenen Standort zuerst.',
  byRule: 'So ist die Regel des Kanals',
  notProven: 'Ein anderer Weg war vielleicht günstiger',
  notEveryWay: 'Wo ein Tag wenig Platz hatte, wurde nicht jede Aufteilung geprüft.',
  atMost: (cost) => `Höchstens ${cost} mehr als der günstigste Weg`,
  next: (place, difference) => `Als Nächstes kam ${place}: ${difference}.`,
  nextWere: (places, difference) => `Als Nächstes kamen ${places} zusammen: ${difference}.`,
  aloneWouldBe: (place, difference) => `${place} allein hätte gekostet: ${difference}.`,
  same: 'genauso viel',
  more: (cost) => `${cost} mehr`,
  less: (cost) => `${cost} weniger`,
  lacks: (name) => `Ohne ${name}`,
  hadTooFewAlone: 'Hatte zu wenig',
  hadNoRoom: 'Hatte keinen Platz für alles',
  andMore: (places) => n(places, { one: '# weiterer', other: '# weitere' }),
  heldBack: (places) =>
    `Ein Teil des Bestands wurde zurückgehalten, weil seine Zahlen überfällig sind: ${places}.`,
  fullDay: (place, used, most) =>
    `${place} hatte nicht für alles Platz: ${used} von ${most} waren an dem Tag vergeben.`,
  mostOf: capacity.mostOf,
  leftOut: (reason, places) => `${reason}: ${places}.`,
  barredBy: (reason, rules) =>
    rules.length === 0 ? reason : `${reason} (${rules.map((rule) => `„${rule}“`).join(', ')})`,
  unitsAt: (goods, place) => `${goods} in ${place}`,
  safetyStock: (rule, kept) => `Sicherheitsbestand nach „${rule}“, nicht angeboten: ${kept}.`,
  setAside: (rule, kept) =>
    `Nach „${rule}“ für andere Kanäle reserviert, nicht angeboten: ${kept}.`,
  lastUnits: (rule, goods) => `Der Kanal hält nach „${rule}“ seine letzten zurück: ${goods}.`,
  reasonOther: 'Nicht dabei',
  flips,
  regrets,
  routingRule: byRule,
  reasons: {
    ...byRule.reasons,
    not_in_pool: 'Verkauft nicht für diesen Kanal',
    location_archived: 'Dauerhaft geschlossen',
    location_paused: 'Pausiert',
    does_not_ship: 'Versendet nicht',
    no_pickup: 'Keine Abholung dort',
    not_the_pickup_location: 'Nicht der Ort der Abholung',
    no_freight: 'Keine Fracht von dort',
    not_collected: 'Kein Dienst holt dort ab',
    not_reached: 'Für keinen Dienst erreichbar, der dort abholt',
    declined: 'Hat diese Bestellung schon abgelehnt',
    sku_paused: 'Dort zurzeit nicht im Verkauf',
    not_sold_now: 'Verkauft zurzeit nicht für diesen Kanal',
    not_eligible: 'Nicht auf diesem Weg von dort',
    not_found_there: 'Dort schon einmal nicht gefunden',
    nothing_along: 'Hat nicht, was dazugehört',
    too_large: 'Für jeden Dienst dort zu groß oder zu schwer',
    at_capacity: 'An dem Tag kein Platz mehr',
    no_stock: 'Ausverkauft',
  },
  compare: (places) =>
    n(places, { one: '# Standort vergleichen', other: '# Standorte vergleichen' }),
  table: { place: 'Standort', away: 'Entfernung', cost: 'Alles von dort', outcome: 'Ergebnis' },
  chosen: 'Gewählt',
  rest: (places) =>
    n(places, { one: 'Und # weiterer Standort.', other: 'Und # weitere Standorte.' }),
  earlier: (count) =>
    n(count, { one: '# frühere Entscheidung', other: '# frühere Entscheidungen' }),
  undecided: 'Noch ist nichts entschieden.',
  decided: (moment, cause) => `Entschieden ${moment}${cause}.`,
  causes: {
    placed: ', als die Bestellung kam',
    expected_changed: ', weil Ware anders kommt als angekündigt',
    promised: ', bevor die Ware da war',
    stock_arrived: ', als Ware kam',
    re_routed: ', als ein Standort nicht senden konnte',
    looked_again: ', als noch einmal nachgesehen wurde',
    improved: ', vor der Freigabe',
    by_hand: ', von Hand',
    uncovered: ', weil weniger da war als verbucht',
    place_closed: ', weil ein Standort geschlossen wurde',
    not_accepted: ', weil ein Standort es nicht rechtzeitig angenommen hatte',
    other: '',
  },
}
