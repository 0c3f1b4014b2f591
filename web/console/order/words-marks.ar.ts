import type { MarksWords } from './words-marks.en.ts'

export const words: MarksWords = {
  title: 'الأولوية والوسوم',
  says: 'تسري على ما يُقرَّر من الآن. ويبقى مصدر الطلب كما هو.',
  priority: 'الأولوية',
  priorityHint: 'حين لا تكفي الوحدات يتنازل الأدنى أولوية أولًا، وما يصل يذهب إلى الأعلى أولًا.',
  priorities: { low: 'منخفضة', normal: 'عادية', high: 'عالية' },
  high: 'أولوية عالية',
  low: 'أولوية منخفضة',
  tags: 'الوسوم',
  tagsHint: 'أحرف لاتينية صغيرة وأرقام وشرطات، مثل wedding. وقد تعتمدها القواعد والقوائم.',
  badTag: (tag) => `${tag} ليس وسمًا: أحرف لاتينية صغيرة وأرقام وشرطات مفردة فقط`,
  none: 'لا شيء',
  type: 'اكتب ثم اضغط Enter',
  remove: (tag) => `إزالة ${tag}`,
  change: 'تغيير',
  act: 'حفظ',
  changed: 'تغيّرت الأولوية والوسوم',
}
