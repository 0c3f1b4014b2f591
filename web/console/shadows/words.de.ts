import { pluralsOf } from '../../lib/plural.ts'
import type { Words } from '../words/index.ts'

const n = pluralsOf('de')

export const words: Words['shadows'] = {
  title: 'Schattenläufe',
  one: 'Schattenlauf',
  create: 'Neuer Lauf',
  empty: 'Noch liefen keine Regeln im Schatten',
  emptySays:
    'Der Entwurf oder eine Fassung entscheidet über jede neue Bestellung neben den Regeln in ' +
    'Kraft, ohne zu handeln. So sehen Sie, was sich ändern würde, bevor sich etwas ändert.',
  columns: {
    name: 'Name',
    rules: 'Regeln',
    state: 'Stand',
    compared: 'Verglichen',
    changed: 'Geändert',
    at: 'Begonnen',
  },
  states: { running: 'Läuft', ended: 'Zu Ende' },
  currency: 'Währung',
  start: {
    says:
      'Seine Regeln bleiben, wie sie jetzt sind, was auch aus dem Entwurf wird. Nichts ' +
      'Wirkliches ändert sich.',
    act: 'Starten',
    choose: 'Eine Fassung wählen',
    usualName: (day) => `Entwurf vom ${day}`,
    name: 'Name',
    rules: 'Regeln',
    rulesHint: 'Sie werden mit denen in Kraft verglichen.',
    until: 'Bis zum Ende von',
    untilHint: 'Leer: bis ihn jemand beendet.',
    orders: 'Nach so vielen Bestellungen',
    ordersHint: 'Leer: wie viele auch immer.',
    percent: 'Von 100 Bestellungen so viele',
    perMinute: 'In einer Minute höchstens',
    perMinuteHint: 'Damit er wenig vom Server braucht.',
    faults: {
      name: 'Wie er heißt.',
      rules: 'Wählen Sie eine Fassung, oder ändern Sie zuerst etwas im Entwurf.',
      until: 'Ein Tag ab heute, höchstens 91 voraus.',
      orders: 'Eine ganze Zahl über 0.',
      percent: 'Eine ganze Zahl von 1 bis 100.',
      perMinute: 'Eine ganze Zahl von 1 bis 60.000.',
    },
  },
  stop: 'Beenden',
  remove: 'Entfernen',
  removeTitle: (name) => `„${name}“ entfernen?`,
  removeSays: 'Alles, was er gezählt hat, geht mit ihm.',
  counted: (compared, placed) => `${compared} von ${placed} Bestellungen verglichen.`,
  until: (when) => `Endet ${when}.`,
  orders: (count) => `Endet nach ${count}.`,
  openEnd: 'Läuft, bis er beendet wird.',
  ended: {
    until: (at) => `Seine Zeit war um: ${at}.`,
    orders: (at) => `Er hatte alles verglichen, was er sollte: ${at}.`,
    stopped: (at, who) => `Beendet ${at} von ${who}.`,
  },
  behind: (seconds) =>
    `Er ist ${seconds} s zurück. Bestellungen gehen vor; er holt auf, wenn weniger kommen.`,
  waiting: 'Noch kam keine Bestellung',
  waitingSays: 'Die ersten Zahlen stehen hier kurz nach der nächsten Bestellung.',
  nothing: 'Nichts wurde verglichen',
  nothingSays: 'Es kam keine Bestellung, solange er lief, oder keine ließ sich vergleichen.',
  few: (policy) => `${policy}: zu wenige Bestellungen für ein Urteil`,
  changed: (count) =>
    n(count, {
      one: '# Bestellung wird anders entschieden',
      other: '# Bestellungen werden anders entschieden',
    }),
  limit:
    'Bestellung für Bestellung, auf dem Bestand, den die Regeln in Kraft lassen. Was seine ' +
    'eigenen Entscheidungen für spätere Bestellungen hießen, sagt der Simulator.',
  kept:
    'Die sich am meisten unterscheiden, zuerst. Aufgehoben sind die 800 mit dem größten ' +
    'Unterschied und die 200 neuesten.',
  rules: {
    title: 'Welche Regel entschied',
    live: 'In Kraft',
    shadow: 'Im Schatten',
    deliveries: 'Lieferungen',
    changed: 'Davon von anderswo',
    plan: 'Keine Regel: der Plan des Kanals',
    versions: (versions) => `Fassungen, die inzwischen in Kraft waren: ${versions}`,
  },
  missed: {
    title: 'Nicht verglichen',
    why: 'Warum',
    orders: 'Bestellungen',
    reasons: {
      not_in_share: 'Nicht in dem Anteil, den er ansieht',
      over_cap: 'In der Minute kamen mehr, als er ansieht',
      canary: 'Ein Probelauf entschied darüber, nicht die Regeln in Kraft',
      declines_counted_anew: 'Wie oft Orte ablehnen, wurde inzwischen neu gezählt',
      prices_made_anew: 'Preise knappen Bestands wurden inzwischen neu gefunden',
      stock_differs:
        'Wie der Bestand oder der Platz eines Tages gesehen wurde, ist nicht genau bekannt',
      otherwise_differs:
        'Netz, eine Preisliste eines Frachtführers oder eine Verfügbarkeitsregel änderte sich',
      promised: 'Sie war aus Ware zugesagt, die noch kommt',
      undecided: 'Keine Entscheidung darüber ist aufgehoben',
      failed: 'Ein Fehler des Servers, den sein Protokoll nennt',
    },
  },
  ownRules: 'Seine Regeln',
  noRules: 'Keine: die Pläne der Kanäle entscheiden über alles.',
}
