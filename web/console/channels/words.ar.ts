import { pluralsOf } from '../../lib/plural.ts'
import type { ChannelWords } from './words.en.ts'

const n = pluralsOf('ar')
const places = {
  zero: 'لا مواقع',
  one: 'موقع واحد',
  two: 'موقعين',
  few: '# مواقع',
  many: '# موقعًا',
  other: '# موقع',
}

export const words: ChannelWords = {
  title: 'القنوات',
  count: (count) =>
    n(count, {
      zero: 'لا قنوات',
      one: 'قناة واحدة',
      two: 'قناتان',
      few: '# قنوات',
      many: '# قناة',
      other: '# قناة',
    }),
  create: 'قناة جديدة',
  columns: {
    name: 'القناة',
    code: 'الرمز',
    kind: 'النوع',
    currency: 'العملة',
    shortage: 'عند نقص المخزون',
    zone: 'المنطقة الزمنية',
    state: 'الحالة',
  },
  kinds: {
    site: 'موقع إلكتروني',
    till: 'صندوق متجر',
    marketplace: 'سوق',
    call_centre: 'مركز اتصال',
  },
  shortage: { refuse: 'رفض الطلب', accept: 'قبوله والباقي ينتظر', ask: 'سؤال شخص' },
  shortageSays: {
    refuse: 'يُخبَر المتسوق بما بقي ومتى يأتي المزيد.',
    accept: 'ينتظر الناقص ويُلبّى أولًا عند وصول المخزون.',
    ask: 'يُقبل الطلب ويُرفع استثناء ليقرر شخص.',
  },
  states: { open: 'مفتوحة', archived: 'مؤرشفة' },
  empty: 'لا قنوات بعد',
  emptySays: 'القناة هي مصدر الطلبات: موقع، صندوق متجر، سوق.',
  orders: 'طلباتها',
  prices: 'الأسعار',
  tax: { inclusive: 'شاملة الضريبة', exclusive: 'بلا ضريبة' },
  prefix: 'تبدأ أرقام الطلبات بـ',
  prefixHint: 'من حرف إلى ستة أحرف كبيرة لا تخص قناة أخرى.',
  wait: 'تنتظر الطلبات قبل بدء العمل',
  waitHint: 'دقائق يستطيع المتسوق خلالها تغيير رأيه.',
  minutes: (count) =>
    n(count, {
      zero: 'بلا انتظار',
      one: 'دقيقة واحدة',
      two: 'دقيقتان',
      few: '# دقائق',
      many: '# دقيقة',
      other: '# دقيقة',
    }),
  pool: 'تبيع مخزون',
  poolCount: (count) => n(count, places),
  poolHint: 'اختر الأماكن التي يجوز لهذه القناة بيع مخزونها.',
  all: 'الكل',
  code: 'الرمز',
  codeHint: 'كما تسميها الأنظمة الأخرى، دائمًا.',
  name: 'الاسم',
  brand: 'العلامة',
  noBrand: 'أنشئ علامة أولًا: POST /v1/brands.',
  createTitle: 'قناة جديدة',
  changeTitle: 'تغيير القناة',
  make: 'إنشاء',
  change: 'تغيير',
  saved: 'حُفظ',
  archive: 'أرشفة',
  archiveTitle: (name) => `أرشفة ${name}؟`,
  archiveSays: 'لن تقبل طلبات بعد الآن. تبقى طلباتها وتُنجز.',
  archived: 'أُرشفت',
}
