import type { ApprovalWords } from './words-approval.en.ts'

export const words: ApprovalWords = {
  needed: 'Jemand anderes muss diesen Entwurf freigeben, bevor er veröffentlicht wird.',
  open: (who, when) =>
    `Um Freigabe bittet ${who}, ${when}. ` +
    'Geben kann sie, wer den Entwurf weder geändert noch darum gebeten hat.',
  approved: (who, when) => `Freigegeben von ${who}, ${when}. Er darf veröffentlicht werden.`,
  declined: (who, when) => `Abgelehnt von ${who}, ${when}.`,
  saying: (who, note) => `„${note}“, ${who}`,
  ask: 'Um Freigabe bitten',
  askSays:
    'Jemand anderes sieht sich diese Änderungen an. Jede weitere Änderung macht es hinfällig.',
  askNote: 'Was dabei zu wissen ist',
  asked: 'Um Freigabe ist gebeten',
  review: 'Prüfen',
  reviewTitle: 'Diesen Entwurf freigeben?',
  reviewSays: 'Danach darf ihn so, wie er ist, veröffentlichen, wer veröffentlichen darf.',
  reviewNote: 'Ein Wort dazu',
  reviewHint: 'Nötig, wenn Sie ablehnen.',
  noteFault: 'Sagen Sie in wenigen Worten, warum.',
  approve: 'Freigeben',
  isApproved: 'Freigegeben: er darf veröffentlicht werden',
  decline: 'Ablehnen',
  isDeclined: 'Abgelehnt',
  ofVersion: (asked, approved) => `erbeten von ${asked}, freigegeben von ${approved}`,
  notPromoted:
    'Er begann, als keine zweite Person nötig war. Nehmen Sie ihn zurück, holen Sie seine Regeln ' +
    'unter Fassungen in den Entwurf, und bitten Sie um Freigabe.',
  one: 'Ein Entwurf darf von einer Person allein veröffentlicht werden.',
  two: 'Ein Entwurf wird erst veröffentlicht, wenn eine zweite Person ihn freigegeben hat.',
  toOne: 'Eine Person genügt',
  toTwo: 'Zweite Person verlangen',
  toOneSays:
    'Wer veröffentlichen darf, tut es wieder allein. Es wird festgehalten, wer das geändert hat.',
  toTwoSays:
    'Entwürfe von Routing-Regeln gibt frei, wer sie weder geändert noch darum gebeten hat. ' +
    'Achten Sie darauf, dass mindestens zwei Personen veröffentlichen dürfen.',
  isOne: 'Eine Person darf wieder allein veröffentlichen',
  isTwo: 'Entwürfe brauchen jetzt eine zweite Person',
}
