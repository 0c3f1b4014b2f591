import { pluralsOf } from '../../lib/plural.ts'
import type { ExceptionWords } from './words.en.ts'

const n = pluralsOf('de')
const theOrder = (number?: string) =>
  number === undefined ? 'eine Bestellung' : `Bestellung ${number}`

export const words: ExceptionWords = {
  title: 'Ausnahmen',
  views: { all: 'Braucht jemanden', me: 'Meine', none: 'Ohne Bearbeiter', closed: 'Erledigt' },
  viewsLabel: 'Welche Ausnahmen',
  columns: { what: 'Was geschah', where: 'Bestellung und Ort', age: 'Alter', due: 'Fällig' },
  count: (count) => n(count, { one: '# Ausnahme', other: '# Ausnahmen' }),
  empty: 'Nichts braucht Sie',
  emptySays: (healed) =>
    n(healed, { one: '# ist bisher erledigt.', other: '# sind bisher erledigt.' }),
  emptyMine: 'Nichts gehört Ihnen. Übernehmen Sie eine der anderen.',
  emptyDone: 'Noch ist nichts erledigt.',
  due: (when) => `Fällig ${when}`,
  order: (number) => `Bestellung ${number}`,
  happened: 'Was geschah',
  next: 'Was zu tun ist',
  hit: {
    title: 'Betroffene Bestellungen',
    missing: (units) => `${units} fehlen`,
    none: 'Keine Bestellung ist betroffen: Was zugesagt ist, ist schon entnommen.',
    stays: {
      collected: 'Wird hier abgeholt',
      not_elsewhere: 'Kein anderer Ort hat es',
    },
    move: 'Verlegen…',
    moveOf: (number) => `Bestellung ${number} an einen anderen Ort verlegen`,
    keep: 'Die neuesten Bestellungen verlieren ihre Ware zuerst, die älteren zuletzt.',
  },
  thisOrder: 'Die Bestellung',
  customer: 'Kundin oder Kunde',
  worth: 'Wert',
  placed: 'Bestellt',
  options: {
    title: 'Was möglich ist, das Beste zuerst',
    wait: (goods) => `Auf ${goods} warten`,
    coming: (place, day) => `Angekündigt für ${place}: ${day}`,
    unknown: 'Noch ist nichts angekündigt',
    late: (goods, place) => `Weiter auf ${goods} in ${place} warten`,
    lateSays: (now, then) => `Erwartet ${now}, zugesagt für ${then}`,
    overdue: (then) => `Zugesagt für ${then}, überfällig`,
    cancelLate: 'Stornieren, was zu spät oder gar nicht kommt',
    cancel: 'Stornieren, was fehlt',
  },
  place: 'Ort',
  sku: 'Artikel',
  raised: 'Seit',
  owner: 'Bearbeiter',
  nobody: 'Noch niemand',
  you: 'Sie',
  notes: 'Notizen',
  noNotes: 'Noch keine Notizen.',
  outcome: 'Was daraus wurde',
  closedBy: (who) => `Erledigt: ${who}`,
  actions: {
    openOrder: 'Bestellung öffnen',
    openStock: 'Bestand ansehen',
    openFeeds: 'Meldungen ansehen',
    openSimulator: 'Simulator öffnen',
    openVersions: 'Versionen ansehen',
    openDraft: 'Entwurf ansehen',
    openPlans: 'Kosten ansehen',
    take: 'Übernehmen',
    give: 'Zurückgeben',
    giveTo: 'Geben an',
    note: 'Notiz',
    done: 'Erledigt',
  },
  noteTitle: 'Notiz schreiben',
  noteLabel: 'Notiz',
  noteHint: 'Für alle, die hieran weiterarbeiten. Sie bleibt bei der Ausnahme.',
  doneTitle: 'Ist das erledigt?',
  doneLabel: 'Was daraus wurde',
  doneHint: 'Zum Beispiel: Kundin wartet bis Freitag.',
  endsItself: 'Diese endet von selbst, sobald ihre Ursache behoben ist.',
  taken: 'Sie gehört jetzt Ihnen',
  givenBack: 'Sie gehört wieder niemandem',
  noted: 'Die Notiz ist gespeichert',
  done: 'Erledigt',
  /** What the server writes down of those that end by themselves. */
  outcomes: {
    'nothing is short any more': 'Es fehlt nichts mehr.',
    'nothing is waited for any more': 'Es wird auf nichts mehr gewartet.',
    'stock has come': 'Ware ist gekommen.',
    'the location goes on': 'Der Ort macht damit weiter.',
    'no other location has it': 'Kein anderer Ort hat es.',
    'the customer collects it': 'Es wird abgeholt.',
    'the feed has come': 'Die Meldung ist gekommen.',
    'a whole feed has come': 'Eine vollständige Meldung ist gekommen.',
    'covered again': 'Der Bestand reicht wieder.',
    'nothing of it waits at a closed place any more': 'Nichts wartet mehr an geschlossenem Ort.',
    'no longer so': 'Das ist nicht mehr so.',
    'the draft is approved': 'Der Entwurf ist freigegeben.',
    'the draft is declined': 'Der Entwurf ist abgelehnt.',
    'the draft has changed': 'Der Entwurf ist seither geändert oder verworfen.',
    'no second person is needed any more': 'Eine zweite Person ist nicht mehr nötig.',
  },
  causes: {
    shortage: {
      name: 'Kein Bestand mehr',
      says: ({ order }) => `Für ${theOrder(order)} fehlt Bestand, wo sie herkommen darf.`,
      next: 'Fragen Sie die Kundin, ob sie wartet, oder stornieren Sie das Fehlende.',
    },
    promise_broken: {
      name: 'Nicht wie zugesagt',
      says: ({ order }) => `Ware für ${theOrder(order)} kommt später als zugesagt oder gar nicht.`,
      next: 'Nennen Sie der Kundin den neuen Tag, oder stornieren Sie, worauf sie nicht wartet.',
    },
    approval_asked: {
      name: 'Um Freigabe von Routing-Regeln wird gebeten',
      says: () =>
        'Ein Entwurf der Routing-Regeln wartet auf eine zweite Person, die ihn weder geändert ' +
        'noch darum gebeten hat.',
      next: 'Prüfen Sie unter Routing den Entwurf; geben Sie ihn frei, oder lehnen Sie ab.',
    },
    canary_returned: {
      name: 'Ein Probelauf hat geendet',
      says: () =>
        'Routing-Regeln auf Probe sind zurückgenommen: Sie waren schlechter als erlaubt, hatten ' +
        'einen Fehler, oder niemand hat sie übernommen.',
      next: 'Die Zahlen stehen unter Routing, Fassungen. Ändern Sie die Regeln, und starten neu.',
    },
    feed_overdue: {
      name: 'Bestandszahlen sind überfällig',
      says: ({ place }) =>
        `Für ${place ?? 'einen Standort'} kamen länger als vereinbart keine Bestandszahlen.`,
      next: 'Klären Sie, warum sie ausbleiben. Ein Teil wird so lange nicht verkauft.',
    },
    feed_incomplete: {
      name: 'Eine Bestandsdatei war beschädigt',
      says: ({ place }) =>
        `Zu viele Zeilen für ${place ?? 'einen Standort'} waren falsch; nichts wurde genullt.`,
      next: 'Sehen Sie nach, welche Zeilen fehlen, und senden Sie die Datei noch einmal.',
    },
    not_carried: {
      name: 'Nichts kann versandt werden',
      says: ({ channel }) =>
        `${channel ?? 'Ein Kanal'} geht nach Preislisten, und kein Dienst darf etwas befördern.`,
      next:
        'Geben Sie unter Frachtführer einem Dienst eine gültige Preisliste in der Währung des ' +
        'Kanals und Abholzeiten; oder wählen Sie unter Routing, Kosten, andere Frachtkosten.',
    },
    prices_unproven: {
      name: 'Preise sollten neu simuliert werden',
      says: () =>
        'Preise knapper Ware sind an, und keine Simulation der letzten Zeit spricht für sie.',
      next: 'Simulieren Sie die geltenden Regeln mit Preisen, oder schalten Sie sie aus.',
    },
    stock_uncovered: {
      name: 'Weniger Bestand als versprochen',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: Von ${sku ?? 'einem Artikel'} ist mehr zugesagt als da ist.`,
      next:
        'Finden Sie die fehlenden Stücke und zählen Sie neu, oder sehen Sie nach den ' +
        'Bestellungen unten. Was anderswo herkommen kann, ist schon verlegt.',
    },
    stock_below_zero: {
      name: 'Bestand unter null',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: Von ${sku ?? 'einem Artikel'} ging mehr weg, als zu verkaufen da ` +
        'war. Zugesagt ist davon nichts.',
      next: 'Zählen Sie, was da ist. Keine Bestellung wartet darauf; mit der Zahl endet es.',
    },
    stock_below_unavailable: {
      name: 'Weniger da als nicht verfügbar',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: Von ${sku ?? 'einem Artikel'} ist weniger da, als beschädigt ` +
        'oder sonst nicht verfügbar sein soll. Zugesagt ist davon nichts.',
      next: 'Zählen Sie, was nicht verfügbar ist. Keine Bestellung wartet darauf.',
    },
    not_accepted: {
      name: 'Niemand hat die Arbeit angenommen',
      says: ({ order, place }) =>
        `${place ?? 'Der Ort'} hat die Arbeit für ${theOrder(order)} nicht rechtzeitig angenommen.`,
      next: 'Annehmen oder ablehnen; sonst geht sie an einen anderen Ort.',
    },
    stays_unaccepted: {
      name: 'Nicht angenommen, und kein anderer hat es',
      says: ({ order, place }) =>
        `${place ?? 'Der Ort'} hat ${theOrder(order)} nicht angenommen, und kein anderer hat es.`,
      next: 'Dort annehmen lassen. Was ein anderer Ort hat, geht dorthin; sonst nachfragen.',
    },
    collect_unaccepted: {
      name: 'Abholung nicht angenommen',
      says: ({ order, place }) =>
        `${place ?? 'Der Ort'} hat ${theOrder(order)} nicht angenommen; sie wird dort abgeholt.`,
      next: 'Annehmen, oder mit der Kundin einen anderen Ort oder eine Lieferung vereinbaren.',
    },
    late_at_location: {
      name: 'Zu spät: sollte schon unterwegs sein',
      says: ({ order, place }) =>
        `${place ?? 'Ort'}: Ware für ${theOrder(order)} sollte schon unterwegs sein.`,
      next: 'Entnehmen, packen und übergeben, oder ablehnen, was nicht geht.',
    },
    shipped_on_hold: {
      name: 'Versandt, obwohl angehalten',
      says: ({ order }) =>
        `Ware für ${theOrder(order)} wurde versandt, obwohl die Bestellung angehalten war.`,
      next: 'Prüfen Sie, warum angehalten wurde und ob das Geld sicher ist.',
    },
    cancellation_too_late: {
      name: 'Gepackt, bevor storniert werden konnte',
      says: ({ order }) =>
        `Ware für ${theOrder(order)} wurde gepackt, bevor storniert werden konnte.`,
      next: 'Sagen Sie es der Kundin; nach Ankunft kann sie es zurückgeben.',
    },
    fact_not_applied: {
      name: 'Eine Meldung von außen passt nicht',
      says: ({ order }) =>
        `Was über ${theOrder(order)} gemeldet wurde, passt nicht zu dem, was bekannt ist.`,
      next: 'Finden Sie heraus, was geschah, und berichtigen Sie die Bestellung.',
    },
    stock_low: {
      name: 'Der Bestand ist knapp',
      says: ({ sku, place }) => `${place ?? 'Ein Ort'}: ${sku ?? 'Ein Artikel'} wird knapp.`,
      next: 'Bestellen Sie nach, oder verlegen Sie welche hierher.',
    },
    stock_out: {
      name: 'Nichts ist mehr da',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: Von ${sku ?? 'einem Artikel'} ist nichts mehr da.`,
      next: 'Bestellen Sie nach, oder verlegen Sie welche hierher.',
    },
    stock_over: {
      name: 'Mehr ist da als sein soll',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: Von ${sku ?? 'einem Artikel'} ist mehr da als sein soll.`,
      next: 'Verlegen Sie welche, oder zählen Sie noch einmal.',
    },
    stock_negative: {
      name: 'Mehr wurde verkauft als da war',
      says: ({ sku, place }) =>
        `${place ?? 'Ein Ort'}: ${sku ?? 'Ein Artikel'}: mehr verkauft als verbucht war.`,
      next: 'Zählen Sie, was da ist.',
    },
    collect_at_closed: {
      name: 'Nicht abholbar: geschlossen',
      says: ({ order, place }) =>
        `${theOrder(order)} kann nicht abgeholt werden: ${place ?? 'der Ort'} ist geschlossen.`,
      next: 'Vereinbaren Sie mit der Kundin anderen Ort, Lieferung oder späteren Tag.',
    },
    stays_at_closed: {
      name: 'Wartet an geschlossenem Ort',
      says: ({ order, place }) =>
        `${place ?? 'Ein Ort'} ist geschlossen, und kein anderer hat alles für ${theOrder(order)}.`,
      next: 'Sie geht, sobald ein anderer Ort alles hat. Sonst von Hand umleiten oder nachfragen.',
    },
    work_stuck: {
      name: 'Der Server kommt hier nicht weiter',
      says: ({ order }) =>
        order === undefined
          ? 'Etwas kommt wegen eines Fehlers im Server nicht weiter.'
          : `Bestellung ${order} kommt wegen eines Fehlers im Server nicht weiter.`,
      next: 'Zeigen Sie der Verwaltung das Protokoll; alle zehn Minuten ein neuer Versuch.',
    },
  },
}
