import { pluralsOf } from '../../lib/plural.ts'
import type { ReceiptWords } from './words.en.ts'

const n = pluralsOf('ar')

export const words: ReceiptWords = {
  title: 'في الطريق',
  none: 'لم يُعلن عن شيء.',
  more: 'عرض ما بعدها',
  late: 'متأخر',
  actions: 'ما يمكن فعله',
  columns: {
    dueOn: 'الموعد',
    item: 'الصنف',
    quantity: 'القطع',
    promised: 'موعود',
    confidence: 'درجة الثقة',
    place: 'المكان',
    kind: 'النوع',
    reference: 'المرجع',
  },
  kinds: { purchase_order: 'أمر شراء', transfer: 'نقل', return: 'مرتجع' },
  percent: (value) => `${value}٪`,
  sure: (percent) => `ثقة ${percent}`,
  goods: (count, item, place, day) => `${count} × ${item} إلى ${place}، الموعد ${day}`,
  fields: {
    item: 'الصنف',
    itemHint: 'رمزه؛ اكتب جزءًا من اسمه للعثور عليه.',
    place: 'المكان',
    findPlace: 'ابحث عن مكان',
    noPlace: 'لا مكان بهذا الاسم.',
    quantity: 'القطع',
    toCome: 'القطع المتبقي وصولها',
    dueOn: 'موعد الوصول',
    kind: 'من أين تأتي',
    confidence: 'درجة الثقة بالمئة',
    confidenceHint: 'مدى التأكد من وصولها هكذا. قد لا تسمح القواعد إلا ببيع المؤكد بما يكفي.',
    reference: 'المرجع',
    referenceHint: 'رقم أمر الشراء أو النقل أو المرتجع.',
  },
  faults: {
    item: 'حدّد الصنف.',
    place: 'اختر مكانًا.',
    quantity: 'اكتب رقمًا أكبر من 0، بالدقة التي يُعدّ بها الصنف.',
    dueOn: 'اختر يومًا.',
    confidence: 'اكتب عددًا صحيحًا من 0 إلى 100.',
  },
  announce: {
    open: 'إعلان',
    title: 'الإعلان عن بضاعة',
    says: 'تصبح متوقعة، ولا تكون موجودة إلا بعد تسجيل وصولها.',
    done: 'أُعلن عن البضاعة',
  },
  change: {
    open: 'تغيير',
    title: 'تغيير الإعلان',
    done: 'تغيّر الإعلان',
  },
  cancel: {
    open: 'لن تصل',
    title: 'ألن تصل هذه البضاعة؟',
    act: 'لن تصل',
    done: 'لم تعد متوقعة',
  },
  arrive: {
    open: 'تسجيل الوصول',
    title: 'تسجيل وصول بضاعة',
    howMany: 'كم وصل',
    reference: 'مرجع التسليم',
    referenceHint: 'إن كان غير مرجع الإعلان.',
    leads: 'ما ينتج عنه',
    here: (count) => `يزيد الموجود: ${count}.`,
    all: 'وصل كل ما أُعلن عنه.',
    rest: (count) => `المتبقي وصوله: ${count}.`,
    beyond: (count) => `أكثر مما أُعلن بـ ${count}؛ لا بأس بذلك.`,
    promised: (count) => `منها للطلبات، بحسب الأولوية ثم الأقدم: ${count}.`,
    waiting: (count) => `موعود للطلبات ولم يصل بعد: ${count}.`,
    done: 'سُجّل وصول البضاعة',
  },
  foreseen: {
    title: 'أثر ذلك في الطلبات',
    looking: 'يجري البحث عمّن وُعد بهذه البضاعة',
    unpromised: 'لم يُوعد أحد بشيء من هذه البضاعة.',
    fine: 'يحصل كل طلب على بضاعته في اليوم الموعود.',
    unseen: (count) => `موعود لطلبات قد لا تحصل عليه: ${count}.`,
    broken: (count) =>
      n(count, {
        zero: 'لا طلب يخسر ما وُعد به',
        one: 'طلب واحد لا يحصل على بضاعته كما وُعد',
        two: 'طلبان لا يحصلان على بضاعتهما كما وُعد',
        few: '# طلبات لا تحصل على بضاعتها كما وُعد',
        many: '# طلبًا لا تحصل على بضاعتها كما وُعد',
        other: '# طلب لا تحصل على بضاعتها كما وُعد',
      }),
    kept: (count) =>
      n(count, {
        zero: 'لا طلب آخر يحتفظ بيومه.',
        one: 'طلب آخر واحد يحتفظ بيومه.',
        two: 'طلبان آخران يحتفظان بيومهما.',
        few: '# طلبات أخرى تحتفظ بيومها.',
        many: '# طلبًا آخر تحتفظ بيومها.',
        other: '# طلب آخر تحتفظ بيومها.',
      }),
    late: (count, day, promised) => `${count} × يوم ${day} بدلًا من ${promised}`,
    overdue: (count, promised) => `${count} × والموعود ${promised}؛ لا أحد يعرف متى تصل`,
    short: (count, promised) =>
      `${count} × والموعود ${promised}؛ لن يصل لها شيء، والطلب ينتظر المخزون`,
    there: (count, place) => `${count} × من ${place} بدلًا من ذلك، وهي موجودة هناك`,
    moved: (count, place, day) => `${count} × من ${place} بدلًا من ذلك، وموعد وصولها إليه ${day}`,
    movedLate: (count, place, day, promised) =>
      `${count} × من ${place} بدلًا من ذلك، وموعد وصولها إليه ${day}، والموعود ${promised}`,
    anotherPlace: 'مكان آخر',
    moreLines: (count) =>
      n(count, {
        zero: 'ولا أسطر أخرى',
        one: 'وسطر آخر',
        two: 'وسطران آخران',
        few: 'و# أسطر أخرى',
        many: 'و# سطرًا آخر',
        other: 'و# سطر آخر',
      }),
    untold: (count, units) =>
      n(count, {
        zero: 'لا طلبات أخرى.',
        one: `وُعد طلب آخر واحد بـ ${units}، ولم يُنظر فيه هنا.`,
        two: `وُعد طلبان آخران بـ ${units}، ولم يُنظر فيهما هنا.`,
        few: `وُعدت # طلبات أخرى بـ ${units}، ولم يُنظر فيها هنا.`,
        many: `وُعد # طلبًا آخر بـ ${units}، ولم يُنظر فيها هنا.`,
        other: `وُعد # طلب آخر بـ ${units}، ولم يُنظر فيها هنا.`,
      }),
  },
  outcome: {
    title: 'ما نتج عنه',
    says:
      'يجري البحث عن بضاعة أخرى فورًا. والطلب الذي لا يحصل مع ذلك على بضاعته كما وُعد يصبح ' +
      'استثناءً يبيّن ما يمكن فعله، الأفضل أولًا.',
    exception: 'ما يمكن فعله',
    waiting: 'قيد النظر',
    close: 'تم',
  },
}
