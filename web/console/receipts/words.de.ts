import { pluralsOf } from '../../lib/plural.ts'
import type { ReceiptWords } from './words.en.ts'

const n = pluralsOf('de')

export const words: ReceiptWords = {
  title: 'Unterwegs',
  none: 'Nichts ist angekündigt.',
  more: 'Spätere zeigen',
  late: 'Überfällig',
  actions: 'Was möglich ist',
  columns: {
    dueOn: 'Fällig',
    item: 'Artikel',
    quantity: 'Stück',
    promised: 'Zugesagt',
    confidence: 'Sicherheit',
    place: 'Ort',
    kind: 'Art',
    reference: 'Beleg',
  },
  kinds: { purchase_order: 'Bestellung', transfer: 'Umlagerung', return: 'Retoure' },
  percent: (value) => `${value}\u00A0%`,
  sure: (percent) => `zu ${percent} sicher`,
  goods: (count, item, place, day) => `${count} × ${item} nach ${place}, fällig ${day}`,
  fields: {
    item: 'Artikel',
    itemHint: 'Sein Code; ein Teil des Namens findet ihn.',
    place: 'Ort',
    findPlace: 'Ort finden',
    noPlace: 'Kein Ort heißt so.',
    quantity: 'Stück',
    toCome: 'Stück, die noch kommen',
    dueOn: 'Fällig am',
    kind: 'Woher sie kommen',
    confidence: 'Sicherheit in Prozent',
    confidenceHint:
      'Wie sicher sie so kommen. Regeln dürfen nur verkaufen lassen, was sicher genug ist.',
    reference: 'Beleg',
    referenceHint: 'Der Bestellung, Umlagerung oder Retoure.',
  },
  faults: {
    item: 'Sagen Sie, welcher Artikel.',
    place: 'Wählen Sie einen Ort.',
    quantity: 'Eine Zahl über 0, so genau, wie der Artikel gezählt wird.',
    dueOn: 'Wählen Sie einen Tag.',
    confidence: 'Eine ganze Zahl von 0 bis 100.',
  },
  announce: {
    open: 'Ankündigen',
    title: 'Ware ankündigen',
    says: 'Sie wird erwartet und ist erst da, wenn sie eingebucht ist.',
    done: 'Die Ware ist angekündigt',
  },
  change: {
    open: 'Ändern',
    title: 'Ankündigung ändern',
    done: 'Die Ankündigung ist geändert',
  },
  cancel: {
    open: 'Kommt nicht',
    title: 'Kommt diese Ware nicht?',
    act: 'Sie kommt nicht',
    done: 'Sie wird nicht mehr erwartet',
  },
  arrive: {
    open: 'Einbuchen',
    title: 'Ware einbuchen',
    howMany: 'Wie viele gekommen sind',
    reference: 'Beleg der Lieferung',
    referenceHint: 'Wenn es ein anderer ist als der der Ankündigung.',
    leads: 'Wozu es führt',
    here: (count) => `Danach mehr da: ${count}.`,
    all: 'Alles, was angekündigt war, ist gekommen.',
    rest: (count) => `Noch zu erwarten: ${count}.`,
    beyond: (count) => `Mehr als angekündigt: ${count}. Das ist in Ordnung.`,
    promised: (count) => `Für Bestellungen, nach Priorität, dann die älteste: ${count}.`,
    waiting: (count) => `Bestellungen zugesagt und noch zu erwarten: ${count}.`,
    done: 'Die Ware ist eingebucht',
  },
  foreseen: {
    title: 'Was das mit Bestellungen macht',
    looking: 'Es wird gesucht, wem diese Ware zugesagt ist',
    unpromised: 'Von dieser Ware ist niemandem etwas zugesagt.',
    fine: 'Jede Bestellung bekommt ihre Ware noch am zugesagten Tag.',
    unseen: (count) => `Bestellungen zugesagt, die leer ausgehen können: ${count}.`,
    broken: (count) =>
      n(count, {
        one: '# Bestellung bekommt ihre Ware nicht wie zugesagt',
        other: '# Bestellungen bekommen ihre Ware nicht wie zugesagt',
      }),
    kept: (count) =>
      n(count, {
        one: '# andere Bestellung behält ihren Tag.',
        other: '# andere Bestellungen behalten ihren Tag.',
      }),
    late: (count, day, promised) => `${count} × am ${day} statt am ${promised}`,
    overdue: (count, promised) =>
      `${count} × für ${promised} zugesagt; niemand weiß, wann sie kommen`,
    short: (count, promised) =>
      `${count} × für ${promised} zugesagt; dafür kommt nichts, die Bestellung wartet auf Bestand`,
    there: (count, place) => `${count} × stattdessen von ${place}, dort sind sie da`,
    moved: (count, place, day) => `${count} × stattdessen von ${place}, dort fällig am ${day}`,
    movedLate: (count, place, day, promised) =>
      `${count} × stattdessen von ${place}, dort fällig am ${day}; zugesagt für ${promised}`,
    anotherPlace: 'einem anderen Ort',
    moreLines: (count) => n(count, { one: 'und # weitere Zeile', other: 'und # weitere Zeilen' }),
    untold: (count, units) =>
      n(count, {
        one: `# weiterer Bestellung sind ${units} zugesagt; sie ist hier nicht betrachtet.`,
        other: `# weiteren Bestellungen sind ${units} zugesagt; sie sind hier nicht betrachtet.`,
      }),
  },
  outcome: {
    title: 'Was daraus wurde',
    says:
      'Andere Ware wird sofort gesucht. Eine Bestellung, die ihre Ware auch so nicht wie ' +
      'zugesagt bekommt, wird eine Ausnahme; sie sagt, was zu tun ist, das Beste zuerst.',
    exception: 'Was zu tun ist',
    waiting: 'Wird gerade betrachtet',
    close: 'Fertig',
  },
}
