/** Of drafts that need a second person, and of versions that are still to come. */
export const ofApprovals = {
  approval_needed: {
    title: 'Noch niemand anderes hat den Entwurf so, wie er ist, freigegeben',
    says: 'Bitten Sie um Freigabe; jemand anderes gibt sie dann.',
  },
  approval_not_needed: {
    title: 'Eine zweite Person ist nicht nötig',
    says: 'Veröffentlichen Sie den Entwurf.',
  },
  approval_asked: {
    title: 'Darum wurde schon gebeten',
    says: 'Warten Sie die Antwort ab; ist er freigegeben, veröffentlichen Sie ihn.',
  },
  approval_not_open: {
    title: 'Um die Freigabe dieses Entwurfs bittet niemand, oder darüber ist entschieden',
    says: 'Sehen Sie den Entwurf an: Was vor einer Änderung erbeten wurde, ist hinfällig.',
  },
  approval_own: {
    title: 'Sie haben den Entwurf geändert oder selbst um Freigabe gebeten',
    says: 'Freigeben muss ihn jemand, der keines von beiden getan hat.',
  },
  rules_not_coming: {
    title: 'Diese Fassung ist keine, die erst noch gilt',
    says: 'Was schon gilt, wird ersetzt, indem neu veröffentlicht wird.',
  },
  rules_made_from: {
    title: 'Eine spätere Fassung geht von dieser aus',
    says: 'Ziehen Sie erst die spätere zurück, oder veröffentlichen Sie, was stattdessen gilt.',
  },
}
