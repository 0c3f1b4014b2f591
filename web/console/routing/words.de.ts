import { pluralsOf } from '../../lib/plural.ts'
import { words as approval } from './words-approval.de.ts'
import { words as canary } from './words-canary.de.ts'
import { words as coming } from './words-coming.de.ts'
import { words as form } from './words-form.de.ts'
import { words as plans } from './words-plans.de.ts'
import { words as prices } from './words-prices.de.ts'
import { words as sentence } from './words-sentence.de.ts'
import { words as test } from './words-test.de.ts'
import { words as tests } from './words-tests.de.ts'
import type { RoutingWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: RoutingWords = {
  approval,
  sentence,
  form,
  canary,
  coming,
  plans,
  prices,
  test,
  tests,
  title: 'Routing',
  viewsLabel: 'Welche Regeln',
  views: {
    live: 'In Kraft',
    draft: 'Entwurf',
    compare: 'Vergleich',
    versions: 'Fassungen',
    test: 'Probe',
    tests: 'Tests',
    shadows: 'Schattenläufe',
    plans: 'Kosten',
  },
  since: (version, when) => `Fassung ${version}, seit ${when}`,
  never: 'Noch nichts veröffentlicht',
  order: 'Von oben nach unten gefragt. Die erste Regel, die passt, entscheidet.',
  drafted: (count) =>
    n(count, {
      one: 'Der Entwurf ändert # Regel. Was hier steht, gilt, bis er veröffentlicht ist.',
      other: 'Der Entwurf ändert # Regeln. Was hier steht, gilt, bis er veröffentlicht ist.',
    }),
  openDraft: 'Entwurf öffnen',
  comes: (version, when) => `Fassung ${version} ist veröffentlicht und gilt ab ${when}.`,
  past: (version) => `Die Regeln der Fassung ${version}`,
  back: 'Zurück zu denen in Kraft',
  add: 'Neue Regel',
  edit: 'Ändern',
  editNamed: (name) => `${name} ändern`,
  up: (name) => `${name} nach oben`,
  down: (name) => `${name} nach unten`,
  drag: (name) => `${name} an eine andere Stelle ziehen`,
  more: (name) => `Mehr zu ${name}`,
  duplicate: 'Kopieren',
  copyOf: (name) => `Kopie von ${name}`,
  switchOff: 'Ausschalten',
  switchOn: 'Einschalten',
  undoChange: 'Aus dem Entwurf nehmen',
  restore: 'Doch behalten',
  remove: 'Entfernen',
  off: 'Ausgeschaltet',
  actions: { add: 'Neu', change: 'Geändert', move: 'Verschoben', remove: 'Entfernt' },
  movedFrom: (place) => `stand an Stelle ${place}`,
  removedTitle: 'Vom Entwurf entfernt',
  added: 'Die Regel steht im Entwurf. Sie gilt, sobald er veröffentlicht ist.',
  changed: 'Der Entwurf ändert sie. Das gilt, sobald er veröffentlicht ist.',
  moved: (name, place) => `${name} steht jetzt an Stelle ${place}`,
  removed: (name) => `${name} ist im Entwurf entfernt`,
  switchedOff: (name) => `${name} ist im Entwurf ausgeschaltet`,
  switchedOn: (name) => `${name} ist im Entwurf eingeschaltet`,
  undone: 'Sie bleibt, wie sie war',
  use: {
    uncounted: 'abgewiesene Bestellungen zählen nicht mit',
    decided: (count, since) =>
      `${n(count, { one: '# Lieferung', other: '# Lieferungen' })} seit ${since}`,
    declined: (share) => `${share} abgelehnt`,
    short: (share) => `${share} unvollständig`,
    passed: (count) => n(count, { other: '#-mal weitergegeben' }),
  },
  elseTitle: 'Alles andere',
  elseSays: 'Worauf keine Regel passt, darüber entscheidet der Plan seines Kanals.',
  elseLocked: 'Immer zuletzt',
  strategies: {
    least_cost: 'geringste Kosten',
    priority: 'Standorte in fester Reihenfolge',
    nearest: 'nächster Standort zuerst',
  },
  plan: (channels, strategy) => `${channels}: ${strategy}`,
  otherPlans: 'alle anderen Kanäle: geringste Kosten',
  noRules: 'Noch keine Regeln',
  noRulesSays:
    'Ohne Regeln geht jede Bestellung von dort weg, wo es am wenigsten kostet. Eine Regel sagt ' +
    'es anders: für manche Lieferungen, von manchen Standorten, in Grenzen. Beginnen Sie mit ' +
    'einer davon oder mit einer eigenen. Nichts gilt, bevor Sie es veröffentlichen.',
  noRulesToRead:
    'Ohne Regeln geht jede Bestellung von dort weg, wo es am wenigsten kostet. Die erste macht ' +
    'jemand, der Regeln ändern darf.',
  noneLive: 'Keine Regel ist in Kraft',
  noneLiveSays:
    'Bestellungen gehen nach den Plänen ihrer Kanäle, bis der Entwurf veröffentlicht ist.',
  templates: {
    same_day: 'Am selben Tag: der nächste Laden zuerst',
    warehouse: 'Lager vor Läden',
    keep: 'Die letzten 2 bleiben in Läden',
    split: 'Kleine Bestellungen nie teilen',
    country: 'Nur aus demselben Land',
  },
  templateSays: {
    same_day: 'Lieferungen am selben Tag aus dem nächsten Laden, der alles hat.',
    warehouse: 'Läden helfen nur, wo Lagern etwas fehlt.',
    keep: 'Bestellungen lassen in jedem Laden zwei von jedem Artikel.',
    split: 'Was weniger wert ist als 40, geht als ein Paket.',
    country: 'Was in ein Land geht, kommt von dort.',
  },
  problems: {
    unknown_channel: (what) => `Den Kanal ${what} gibt es nicht`,
    unknown_location: (what) => `Den Standort ${what} gibt es nicht`,
    unknown_group: (what) => `Die Gruppe ${what} gibt es nicht`,
    unknown_owner: (what) => `Die Firma ${what} gibt es nicht`,
    unknown_partner: (what) => `Den Partner ${what} gibt es nicht`,
    unknown_service: (what) => `Kein Frachtführer hat einen Dienst ${what}`,
    unknown_sku: (what) => `Die SKU ${what} gibt es nicht`,
    contradictory: () => 'Passt nie: ihre Bedingungen widersprechen sich',
    unused_category: (what) => `In der Kategorie ${what} ist nichts`,
    unused_tag: (what) => `Das Schlagwort ${what} hat nichts`,
    unused_hazard: (what) =>
      what === '' ? 'Nichts ist Gefahrgut' : `Nichts ist Gefahrgut der Klasse ${what}`,
    no_places: (what) => `Unter ihren Standorten Nr. ${what} ist keiner`,
    no_places_in_pool: (what) =>
      `Von ihren Standorten Nr. ${what} versendet keiner für einen Kanal, um den es geht`,
    unknown_country: (what) => `${what} ist kein Land`,
    unused_region: (what) => `Keine der neuesten Bestellungen geht in die Region ${what}`,
    unused_order_tag: (what) => `Keine der neuesten Bestellungen hat das Schlagwort ${what}`,
    unused_customer_tag: (what) =>
      `Kein Kunde der neuesten Bestellungen hat das Schlagwort ${what}`,
    no_same_day: () => 'Keiner ihrer Standorte versendet am selben Tag',
    closing_idle: (no) => `Von ihrer Schließung Nr. ${no} ist kein Tag mehr übrig: sie gilt nie`,
    closing_no_places: (no) => `Keiner ihrer Standorte ist unter denen ihrer Schließung Nr. ${no}`,
    wish_idle: () =>
      'Sie geht der Reihe nach: ihre Wünsche zählen nur, wenn an einem Tag der Platz nicht reicht',
    not_by_cards: (what) =>
      'Dienste, Wunschtag und wer am frühesten da ist zählen nur, wo ein Plan nach Preislisten ' +
      `geht: nicht in ${what}`,
    shadowed: (rule) => `Wird nie gefragt: über alles davon entscheidet vorher ${rule}`,
    over: () => 'Ist vorbei: sie passt nicht mehr',
    several_currencies: (what) =>
      `Ihre Beträge haben keine Währung: Es gilt die jeder Bestellung (${what}). ` +
      'Sagen Sie, für welche Kanäle sie ist',
  },
  quoted: (name) => `„${name}“`,
  counts: (of) => {
    const parts = [
      of.add > 0 ? n(of.add, { one: '# neue Regel', other: '# neue Regeln' }) : '',
      of.change > 0 ? n(of.change, { other: '# geändert' }) : '',
      of.move > 0 ? n(of.move, { other: '# verschoben' }) : '',
      of.remove > 0 ? n(of.remove, { other: '# entfernt' }) : '',
    ]
    return parts.filter((part) => part !== '').join(', ')
  },
  compare: {
    live: (version) => `Fassung ${version}`,
    draft: 'Entwurf',
    same: 'Der Entwurf ist, was zuletzt veröffentlicht wurde.',
    none: 'Keine Regeln',
  },
  publish: {
    says: 'Von da an geht jede Bestellung nach diesen Regeln. Was sich ändert:',
    when: 'Gilt',
    now: 'Sofort',
    later: 'Von einem Zeitpunkt an',
    from: 'Ab',
    fromFault: 'Ein Zeitpunkt, der noch kommt.',
    done: (version) => `Fassung ${version} ist in Kraft`,
    doneLater: (version, when) => `Fassung ${version} gilt ab ${when}`,
    go: 'Veröffentlichen',
  },
  versions: {
    from: (when) => `gilt ab ${when}`,
    noneSays: 'Mit jeder Veröffentlichung steht hier eine Fassung, mit wem und warum.',
  },
}
