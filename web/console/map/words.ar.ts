import { pluralsOf } from '../../lib/plural.ts'
import type { MapWords } from './words.en.ts'

const n = pluralsOf('ar')

export const words: MapWords = {
  title: 'خريطة الشبكة',
  viewsLabel: 'طريقة العرض',
  views: { map: 'خريطة', list: 'قائمة' },
  picture: 'خريطة',
  healths: { healthy: 'سليم', busy: 'مزدحم', late: 'عمل متأخر', paused: 'متوقف مؤقتًا' },
  legend: 'معاني الألوان؛ اضغط للتصفية',
  locations: (count) =>
    n(count, {
      zero: 'لا مواقع',
      one: 'موقع واحد',
      two: 'موقعان',
      few: '# مواقع',
      many: '# موقعًا',
      other: '# موقع',
    }),
  areas: { country: 'حسب البلد', region: 'حسب المنطقة' },
  noRegion: 'بلا منطقة',
  sizeIs: 'الحجم: الوحدات المتاحة للبيع',
  sizeIsSku: (sku) => `الحجم: وحدات ${sku}`,
  summary: (count) =>
    n(count, {
      zero: 'خريطة بلا مواقع',
      one: 'خريطة فيها موقع واحد',
      two: 'خريطة فيها موقعان',
      few: 'خريطة فيها # مواقع',
      many: 'خريطة فيها # موقعًا',
      other: 'خريطة فيها # موقع',
    }),
  summaryHealth: (name, count) => `${name}: ${count}`,
  keys:
    'الأسهم تنتقل من موقع إلى موقع، وEnter يفتح، و+ و- للتكبير والتصغير، ' +
    'و0 لعرض الكل، وL لعرض القائمة.',
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  showAll: 'عرض الكل',
  work: (count) =>
    n(count, {
      zero: 'لا عمل',
      one: 'عمل واحد',
      two: 'عملان',
      few: '# أعمال',
      many: '# عملًا',
      other: '# عمل',
    }),
  late: (count) =>
    n(count, {
      zero: 'لا متأخر',
      one: 'واحد متأخر',
      two: 'اثنان متأخران',
      few: '# متأخرة',
      many: '# متأخرًا',
      other: '# متأخر',
    }),
  units: (count) =>
    n(count, {
      zero: 'لا وحدات للبيع',
      one: 'وحدة واحدة للبيع',
      two: 'وحدتان للبيع',
      few: '# وحدات للبيع',
      many: '# وحدة للبيع',
      other: '# وحدة للبيع',
    }),
  unitsOf: (count, sku) =>
    n(count, {
      zero: `لا وحدات من ${sku}`,
      one: `وحدة واحدة من ${sku}`,
      two: `وحدتان من ${sku}`,
      few: `# وحدات من ${sku}`,
      many: `# وحدة من ${sku}`,
      other: `# وحدة من ${sku}`,
    }),
  notCounted: 'لا يُعدّ',
  notCountedSku: (sku) => `${sku} لا يُعدّ: فهو متاح دائمًا`,
  fedLate: (source) => `لا أرقام من ${source} منذ مدة طويلة`,
  soldOut: (count) =>
    n(count, {
      zero: 'لا أصناف نافدة',
      one: 'صنف واحد نفد',
      two: 'صنفان نفدا',
      few: '# أصناف نفدت',
      many: '# صنفًا نفد',
      other: '# صنف نفد',
    }),
  missing: (count) =>
    n(count, {
      zero: 'كلها على الخريطة',
      one: 'موقع واحد ليس على الخريطة',
      two: 'موقعان ليسا على الخريطة',
      few: '# مواقع ليست على الخريطة',
      many: '# موقعًا ليست على الخريطة',
      other: '# موقع ليست على الخريطة',
    }),
  missingTitle: 'ليست على الخريطة',
  missingSays: 'لا يُعرف مكانها من دون إحداثيات: أضفها في صفحة كل موقع.',
  mend: 'إضافة الإحداثيات',
  columns: {
    name: 'الموقع',
    health: 'الحالة',
    place: 'المكان',
    open: 'العمل',
    late: 'متأخر',
    units: 'للبيع',
    unitsOf: (sku) => `وحدات ${sku}`,
    soldOut: 'أصناف نافدة',
    feed: 'عمر الأرقام',
  },
  sku: 'الصنف',
  skuFind: 'صنف واحد فقط: اسمه أو رمزه',
  categoryUnknown: (name) => `لا توجد فئة ${name}، أو لا مخزون منها في أي مكان.`,
  skuUnknown: (code) => `لا يوجد صنف ${code}، أو لا مخزون منه في أي مكان.`,
  noneShown: 'لا يظهر أي موقع',
  noneShownSays: 'اضغط مفتاح الألوان لإظهار غيرها.',
  empty: 'لا مواقع بعد',
  emptySays: 'الموقع مكان فيه مخزون أو يُنجز فيه عمل: متجر أو مستودع أو خزانة استلام.',
  noPoints: 'لا إحداثيات لأي موقع',
  noPointsSays: 'تعرضها القائمة؛ أضف الإحداثيات في صفحة كل موقع.',
  toList: 'عرض القائمة',
  landFailed: 'تعذّر رسم اليابسة؛ مواضع المواقع صحيحة مع ذلك.',
}
