/** Of what would have been, and what would be: simulations and shadows. */
export const ofSimulations = {
  simulations_waiting: {
    title: 'تنتظر محاكاة كثيرة من قبل',
    says: 'انتظر حتى ينتهي بعضها أو ألغِ بعضها.',
  },
  shadows_running: {
    title: 'تعمل من قبل كل التجارب الظلية المسموح بها معًا',
    says: 'أوقف إحداها ثم ابدأ هذه.',
  },
  shadows_kept: {
    title: 'حُفظ من قبل كل ما يُسمح به من التجارب الظلية',
    says: 'أزل بعض ما انتهى منها.',
  },
  shadow_over: { title: 'انتهت التجربة الظلية من قبل', says: 'لم يبق ما يُعمل.' },
  shadow_running: { title: 'التجربة الظلية ما زالت تعمل', says: 'أوقفها أولًا.' },
  simulation_over: { title: 'انتهت المحاكاة من قبل', says: 'لم يبق ما يُعمل.' },
}
