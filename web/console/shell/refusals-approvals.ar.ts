/** Of drafts that need a second person, and of versions that are still to come. */
export const ofApprovals = {
  approval_needed: {
    title: 'لم يوافق شخص آخر على المسودة كما هي',
    says: 'اطلب الموافقة، ثم يوافق شخص آخر.',
  },
  approval_not_needed: { title: 'لا حاجة إلى شخص ثانٍ', says: 'انشر المسودة.' },
  approval_asked: {
    title: 'طُلب ذلك من قبل',
    says: 'انتظر الجواب، وبعد الموافقة انشر المسودة.',
  },
  approval_not_open: {
    title: 'لا أحد يطلب الموافقة على هذه المسودة، أو قد أُجيب الطلب',
    says: 'اقرأ المسودة: ما طُلب قبل تغييرها باطل.',
  },
  approval_own: {
    title: 'غيّرت المسودة أو طلبت الموافقة عليها بنفسك',
    says: 'يوافق عليها شخص آخر لم يفعل أيًا منهما.',
  },
  rules_not_coming: {
    title: 'هذا الإصدار ليس مما لم يسرِ بعد',
    says: 'ما يسري الآن يُستبدل بنشر جديد.',
  },
  rules_made_from: {
    title: 'إصدار لاحق مبني على هذا الإصدار',
    says: 'اسحب اللاحق أولًا، أو انشر ما ينبغي أن يسري بدلًا منه.',
  },
}
