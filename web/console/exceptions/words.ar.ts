import { pluralsOf } from '../../lib/plural.ts'
import type { ExceptionWords } from './words.en.ts'

const n = pluralsOf('ar')
const theOrder = (number?: string) => (number === undefined ? 'طلب' : `طلب ${number}`)
const exceptions = {
  zero: 'لا استثناءات',
  one: 'استثناء واحد',
  two: 'استثناءان',
  few: '# استثناءات',
  many: '# استثناءً',
  other: '# استثناء',
}

export const words: ExceptionWords = {
  title: 'الاستثناءات',
  views: { all: 'تحتاج إلى شخص', me: 'لي', none: 'بلا مسؤول', closed: 'منجزة' },
  viewsLabel: 'أي استثناءات',
  columns: { what: 'ماذا حدث', where: 'الطلب والمكان', age: 'العمر', due: 'الموعد' },
  count: (count) => n(count, exceptions),
  empty: 'لا شيء يحتاج إليك',
  emptySays: (healed) => `أُنجز حتى الآن: ${n(healed, exceptions)}`,
  emptyMine: 'لا شيء لك. خذ واحدًا من الباقي.',
  emptyDone: 'لم يُنجز شيء بعد.',
  due: (when) => `الموعد ${when}`,
  order: (number) => `الطلب ${number}`,
  happened: 'ماذا حدث',
  next: 'ما العمل',
  hit: {
    title: 'الطلبات المتأثرة',
    missing: (units) => `الناقص: ${units}`,
    none: 'لا طلب متأثر: ما وُعد به جُمع بالفعل.',
    stays: {
      collected: 'يستلمه العميل هنا',
      not_elsewhere: 'لا يوجد في مكان آخر',
    },
    move: 'نقل…',
    moveOf: (number) => `نقل الطلب ${number} إلى مكان آخر`,
    keep: 'تفقد أحدث الطلبات بضاعتها أولًا، وأقدمها آخرًا.',
  },
  thisOrder: 'الطلب',
  customer: 'العميل',
  worth: 'القيمة',
  placed: 'وقت الطلب',
  options: {
    title: 'ما يمكن فعله، الأفضل أولًا',
    wait: (goods) => `انتظار ${goods}`,
    coming: (place, day) => `معلن عن وصولها إلى ${place}: ${day}`,
    unknown: 'لم يُعلن عن شيء بعد',
    late: (goods, place) => `متابعة انتظار ${goods} في ${place}`,
    lateSays: (now, then) => `متوقع ${now}، والموعد الموعود ${then}`,
    overdue: (then) => `الموعد الموعود ${then}، وقد فات`,
    cancelLate: 'إلغاء ما يتأخر أو لا يصل',
    cancel: 'إلغاء ما ينقص',
  },
  place: 'المكان',
  sku: 'الصنف',
  raised: 'منذ',
  owner: 'المسؤول',
  nobody: 'لا أحد بعد',
  you: 'أنت',
  notes: 'ملاحظات',
  noNotes: 'لا ملاحظات بعد.',
  outcome: 'النتيجة',
  closedBy: (who) => `أُنجز: ${who}`,
  actions: {
    openOrder: 'فتح الطلب',
    openStock: 'عرض المخزون',
    openFeeds: 'عرض التحديثات',
    openSimulator: 'فتح المحاكي',
    openVersions: 'عرض الإصدارات',
    openDraft: 'عرض المسودة',
    openPlans: 'عرض التكاليف',
    take: 'أتولاه',
    give: 'إعادة',
    giveTo: 'إسناد إلى',
    note: 'ملاحظة',
    done: 'تم',
  },
  noteTitle: 'كتابة ملاحظة',
  noteLabel: 'ملاحظة',
  noteHint: 'لمن يعمل على هذا لاحقًا. تبقى مع الاستثناء.',
  doneTitle: 'هل أُنجز هذا؟',
  doneLabel: 'النتيجة',
  doneHint: 'مثلًا: العميل ينتظر حتى الجمعة.',
  endsItself: 'ينتهي هذا من تلقاء نفسه عند زوال سببه.',
  taken: 'أصبح لك الآن',
  givenBack: 'عاد بلا مسؤول',
  noted: 'حُفظت الملاحظة',
  done: 'تم',
  /** What the server writes down of those that end by themselves. */
  outcomes: {
    'nothing is short any more': 'لم يعد ينقص شيء.',
    'nothing is waited for any more': 'لم يعد يُنتظر شيء.',
    'stock has come': 'وصلت البضاعة.',
    'the location goes on': 'يواصل الموقع العمل عليه.',
    'no other location has it': 'لا مكان آخر لديه المطلوب.',
    'the customer collects it': 'يستلمه العميل بنفسه.',
    'the feed has come': 'وصلت الأرقام.',
    'a whole feed has come': 'وصل ملف كامل.',
    'covered again': 'عاد المخزون كافيًا.',
    'nothing of it waits at a closed place any more': 'لم يعد شيء ينتظر في مكان مغلق.',
    'no longer so': 'لم يعد الأمر كذلك.',
    'the draft is approved': 'تمت الموافقة على المسودة.',
    'the draft is declined': 'رُفضت المسودة.',
    'the draft has changed': 'تغيّرت المسودة منذ ذلك أو أُهملت.',
    'no second person is needed any more': 'لم يعد يلزم شخص ثانٍ.',
  },
  causes: {
    shortage: {
      name: 'لم يبق مخزون',
      says: ({ order }) => `لا يكفي المخزون ل${theOrder(order)} حيث يمكن أن يأتي منه.`,
      next: 'اسأل العميل إن كان ينتظر، أو ألغِ الناقص.',
    },
    promise_broken: {
      name: 'ليس كما وُعد',
      says: ({ order }) => `بضاعة ${theOrder(order)} تصل بعد الموعد الذي قيل للعميل، أو لا تصل.`,
      next: 'أخبر العميل باليوم الجديد، أو ألغِ ما لن ينتظره.',
    },
    approval_asked: {
      name: 'طُلبت الموافقة على قواعد توجيه',
      says: () => 'مسودة قواعد التوجيه تنتظر شخصًا ثانيًا لم يغيّرها ولم يطلب الموافقة عليها.',
      next: 'افتح المسودة في التوجيه وراجع ما تغيّره، ثم وافق عليها أو ارفضها.',
    },
    canary_returned: {
      name: 'انتهت تجربة من تلقاء نفسها',
      says: () =>
        'سُحبت قواعد توجيه قيد التجربة: كانت أسوأ مما يجوز، أو وقع فيها خطأ، ' +
        'أو لم يعتمدها أحد في مدتها.',
      next: 'انظر أرقامها في التوجيه، الإصدارات، ثم صحّح القواعد أو جرّبها من جديد.',
    },
    feed_overdue: {
      name: 'تأخرت أرقام المخزون',
      says: ({ place }) => `لم تصل أرقام مخزون ${place ?? 'أحد المواقع'} منذ أطول مما اتُّفق عليه.`,
      next: 'تحقق من سبب تأخرها. وحتى تصل لا يُباع جزء من المخزون.',
    },
    feed_incomplete: {
      name: 'ملف مخزون تالف',
      says: ({ place }) =>
        `تعذّرت قراءة كثير من ملف مخزون ${place ?? 'أحد المواقع'} الكامل، فلم يُصفَّر شيء.`,
      next: 'انظر الأسطر التي لم تُقبل، ثم أرسل الملف مجددًا.',
    },
    not_carried: {
      name: 'لا يمكن إرسال شيء',
      says: ({ channel }) =>
        `تُوجَّه طلبات ${channel ?? 'إحدى القنوات'} بحسب قوائم الأسعار، ولا خدمة شحن تنقلها.`,
      next:
        'أعطِ خدمةً، في شركات الشحن، قائمة أسعار سارية بعملة القناة ومواعيد استلام، ' +
        'أو اختر أجور نقل أخرى في التوجيه، التكاليف.',
    },
    prices_unproven: {
      name: 'ينبغي محاكاة الأسعار من جديد',
      says: () => 'أسعار المخزون الشحيح مفعّلة، ولا محاكاة حديثة تؤيدها.',
      next: 'حاكِ القواعد السارية مع الأسعار على الأسابيع الأخيرة، أو أوقف الأسعار.',
    },
    stock_uncovered: {
      name: 'مخزون أقل مما وُعد به',
      says: ({ sku, place }) => `${place ?? 'مكان'}: الموعود من ${sku ?? 'صنف'} أكثر من الموجود.`,
      next:
        'ابحث عن القطع الناقصة وأعد الجرد، أو انظر في الطلبات أدناه. ' +
        'ما يمكن إرساله من مكان آخر نُقل بالفعل.',
    },
    stock_below_zero: {
      name: 'المخزون دون الصفر',
      says: ({ sku, place }) =>
        `${place ?? 'مكان'}: خرج من ${sku ?? 'صنف'} أكثر مما كان متاحًا للبيع. لا شيء موعود منه.`,
      next: 'أحص الموجود. لا طلب ينتظره؛ وينتهي حين يصح العدد.',
    },
    stock_below_unavailable: {
      name: 'الموجود أقل من غير المتاح',
      says: ({ sku, place }) =>
        `${place ?? 'مكان'}: الموجود من ${sku ?? 'صنف'} أقل مما سُجل تالفًا أو غير متاح للبيع. ` +
        'لا شيء موعود منه.',
      next: 'أحص غير المتاح للبيع هناك. لا طلب ينتظره؛ وينتهي حين يصح العدد.',
    },
    not_accepted: {
      name: 'لم يقبل أحد العمل',
      says: ({ order, place }) => `${place ?? 'المكان'}: لم يُقبل عمل ${theOrder(order)} في الوقت.`,
      next: 'اقبله أو ارفضه؛ وإلا ذهب إلى مكان آخر.',
    },
    stays_unaccepted: {
      name: 'لم يُقبل، ولا مكان آخر لديه المطلوب',
      says: ({ order, place }) =>
        `${place ?? 'المكان'} لم يقبل ${theOrder(order)}، ولا مكان آخر لديه المطلوب.`,
      next: 'اطلب قبوله هناك. ما يتوفر في مكان آخر يُنقل إليه؛ وإلا اسأل العميل.',
    },
    collect_unaccepted: {
      name: 'لم يُقبل، وهو للاستلام',
      says: ({ order, place }) =>
        `${place ?? 'المكان'} لم يقبل ${theOrder(order)}، والعميل يستلمه من هناك.`,
      next: 'اقبله، أو اتفق مع العميل على مكان آخر أو توصيل.',
    },
    late_at_location: {
      name: 'متأخر: كان يجب أن يغادر',
      says: ({ order, place }) =>
        `${place ?? 'المكان'}: كان يجب أن تغادر بضاعة ${theOrder(order)} قبل الآن.`,
      next: 'التقط وغلّف وسلّم، أو ارفض ما لا يمكن إرساله.',
    },
    shipped_on_hold: {
      name: 'أُرسل رغم إيقافه',
      says: ({ order }) => `أُرسلت بضاعة ${theOrder(order)} رغم إيقافه.`,
      next: 'تحقق من سبب الإيقاف ومن سلامة المال.',
    },
    cancellation_too_late: {
      name: 'غُلّف قبل أن يمكن إلغاؤه',
      says: ({ order }) => `غُلّفت بضاعة ${theOrder(order)} قبل أن يمكن إلغاؤه.`,
      next: 'أخبر العميل؛ يمكن إرجاع البضاعة بعد وصولها.',
    },
    fact_not_applied: {
      name: 'رسالة من الخارج لا تتوافق',
      says: ({ order }) => `ما أُبلغ به عن ${theOrder(order)} لا يوافق ما هو معروف عنه.`,
      next: 'اعرف ما حدث حقًا، وصحح الطلب يدويًا.',
    },
    stock_low: {
      name: 'المخزون قليل',
      says: ({ sku, place }) => `${place ?? 'مكان'}: لم يبق إلا القليل من ${sku ?? 'صنف'}.`,
      next: 'اطلب المزيد، أو انقل بعضه إلى هنا.',
    },
    stock_out: {
      name: 'لم يبق شيء',
      says: ({ sku, place }) => `${place ?? 'مكان'}: لم يبق شيء من ${sku ?? 'صنف'}.`,
      next: 'اطلب المزيد، أو انقل بعضه إلى هنا.',
    },
    stock_over: {
      name: 'الموجود أكثر مما ينبغي',
      says: ({ sku, place }) => `${place ?? 'مكان'}: الموجود من ${sku ?? 'صنف'} أكثر مما ينبغي.`,
      next: 'انقل بعضه إلى مكان آخر، أو أعد الجرد.',
    },
    stock_negative: {
      name: 'بيع أكثر مما كان موجودًا',
      says: ({ sku, place }) => `${place ?? 'مكان'}: بيع من ${sku ?? 'صنف'} أكثر من المسجل.`,
      next: 'أحص الموجود.',
    },
    collect_at_closed: {
      name: 'لا يمكن استلامه: مغلق',
      says: ({ order, place }) =>
        `لا يمكن للعميل استلام ${theOrder(order)}: ${place ?? 'المكان'} مغلق.`,
      next: 'اتفق مع العميل على مكان آخر أو توصيل أو يوم لاحق.',
    },
    stays_at_closed: {
      name: 'ينتظر في مكان مغلق',
      says: ({ order, place }) =>
        `${place ?? 'المكان'} مغلق، ولا مكان آخر لديه كل ما كان سيرسله من ${theOrder(order)}.`,
      next: 'يُنقل متى توفر في مكان آخر. وإلا انقله يدويًا أو اسأل العميل.',
    },
    work_stuck: {
      name: 'لا يستطيع الخادم المتابعة',
      says: ({ order }) =>
        order === undefined
          ? 'تعذّر المضي في عمل بسبب خلل في الخادم.'
          : `تعذّر المضي في الطلب ${order} بسبب خلل في الخادم.`,
      next: 'أرِ المسؤول السجل؛ تعاد المحاولة كل عشر دقائق.',
    },
  },
}
