import { pluralsOf } from '../../lib/plural.ts'
import { words as approval } from './words-approval.ar.ts'
import { words as canary } from './words-canary.ar.ts'
import { words as coming } from './words-coming.ar.ts'
import { words as form } from './words-form.ar.ts'
import { words as plans } from './words-plans.ar.ts'
import { words as prices } from './words-prices.ar.ts'
import { words as sentence } from './words-sentence.ar.ts'
import { words as test } from './words-test.ar.ts'
import { words as tests } from './words-tests.ar.ts'
import type { RoutingWords } from './words.en.ts'

const n = pluralsOf('ar')

const rules = (count: number) =>
  n(count, {
    one: 'قاعدة واحدة',
    two: 'قاعدتين',
    few: '# قواعد',
    many: '# قاعدة',
    other: '# قاعدة',
  })

export const words: RoutingWords = {
  approval,
  sentence,
  form,
  canary,
  coming,
  plans,
  prices,
  test,
  tests,
  title: 'التوجيه',
  viewsLabel: 'أي قواعد',
  views: {
    live: 'السارية',
    draft: 'المسودة',
    compare: 'مقارنة',
    versions: 'الإصدارات',
    test: 'تجربة طلب',
    tests: 'الاختبارات',
    shadows: 'في الظل',
    plans: 'التكاليف',
  },
  since: (version, when) => `الإصدار ${version} منذ ${when}`,
  never: 'لم يُنشر شيء بعد',
  order: 'تُسأل من الأعلى إلى الأسفل، وأول قاعدة تنطبق هي التي تقرر.',
  drafted: (count) => `المسودة تغيّر ${rules(count)}. ما تراه هنا يسري حتى نشرها.`,
  openDraft: 'افتح المسودة',
  comes: (version, when) => `نُشر الإصدار ${version} ويسري من ${when}.`,
  past: (version) => `قواعد الإصدار ${version}`,
  back: 'العودة إلى السارية',
  add: 'قاعدة جديدة',
  edit: 'تغيير',
  editNamed: (name) => `تغيير ${name}`,
  up: (name) => `نقل ${name} إلى أعلى`,
  down: (name) => `نقل ${name} إلى أسفل`,
  drag: (name) => `اسحب ${name} إلى مكان آخر`,
  more: (name) => `المزيد عن ${name}`,
  duplicate: 'نسخ',
  copyOf: (name) => `نسخة من ${name}`,
  switchOff: 'إيقاف',
  switchOn: 'تشغيل',
  undoChange: 'إخراجها من المسودة',
  restore: 'الإبقاء عليها',
  remove: 'إزالة',
  off: 'موقوفة',
  actions: { add: 'جديدة', change: 'متغيرة', move: 'منقولة', remove: 'مزالة' },
  movedFrom: (place) => `كانت في المكان ${place}`,
  removedTitle: 'أزالتها المسودة',
  added: 'القاعدة في المسودة، وتسري عند نشرها.',
  changed: 'المسودة تغيّرها، ويسري ذلك عند نشرها.',
  moved: (name, place) => `${name} الآن في المكان ${place}`,
  removed: (name) => `أُزيلت ${name} في المسودة`,
  switchedOff: (name) => `أُوقفت ${name} في المسودة`,
  switchedOn: (name) => `شُغّلت ${name} في المسودة`,
  undone: 'بقيت كما كانت',
  use: {
    uncounted: 'الطلبات المرفوضة لا تُحسب',
    decided: (count, since) => {
      const deliveries = n(count, {
        zero: 'لا توصيلات',
        one: 'توصيل واحد',
        two: 'توصيلان',
        few: '# توصيلات',
        many: '# توصيلًا',
        other: '# توصيل',
      })
      return `${deliveries} منذ ${since}`
    },
    declined: (share) => `رُفض ${share}`,
    short: (share) => `نقص في ${share}`,
    passed: (count) =>
      n(count, {
        one: 'مُرر مرة',
        two: 'مُرر مرتين',
        few: 'مُرر # مرات',
        many: 'مُرر # مرة',
        other: 'مُرر # مرة',
      }),
  },
  elseTitle: 'كل ما عدا ذلك',
  elseSays: 'ما لا تنطبق عليه أي قاعدة تقرره خطة قناته.',
  elseLocked: 'الأخيرة دائمًا',
  strategies: {
    least_cost: 'أقل تكلفة',
    priority: 'مواقع بترتيب ثابت',
    nearest: 'الموقع الأقرب أولًا',
  },
  plan: (channels, strategy) => `${channels}: ${strategy}`,
  otherPlans: 'كل القنوات الأخرى: أقل تكلفة',
  noRules: 'لا قواعد بعد',
  noRulesSays:
    'بلا قواعد يخرج كل طلب من حيث التكلفة أقل. القاعدة تقول غير ذلك: لبعض التوصيلات، من بعض ' +
    'المواقع، وضمن حدود. ابدأ بإحدى هذه أو بقاعدة من عندك. لا يسري شيء قبل أن تنشره.',
  noRulesToRead:
    'بلا قواعد يخرج كل طلب من حيث التكلفة أقل. يستطيع من يملك تغيير القواعد أن يضع أولاها.',
  noneLive: 'لا قاعدة سارية',
  noneLiveSays: 'تتبع الطلبات خطط قنواتها حتى تُنشر المسودة.',
  templates: {
    same_day: 'في اليوم نفسه: أقرب متجر أولًا',
    warehouse: 'المستودعات قبل المتاجر',
    keep: 'إبقاء آخر وحدتين في المتاجر',
    split: 'عدم تقسيم الطلبات الصغيرة',
    country: 'من البلد نفسه فقط',
  },
  templateSays: {
    same_day: 'توصيلات اليوم نفسه من أقرب متجر لديه كل المطلوب.',
    warehouse: 'تساعد المتاجر فقط حين ينقص المستودعات شيء.',
    keep: 'تترك الطلبات وحدتين من كل صنف في كل متجر.',
    split: 'ما تقل قيمته عن 40 يُرسل طردًا واحدًا.',
    country: 'ما يذهب إلى بلد يأتي منه.',
  },
  problems: {
    unknown_channel: (what) => `لا توجد قناة ${what}`,
    unknown_location: (what) => `لا يوجد موقع ${what}`,
    unknown_group: (what) => `لا توجد مجموعة ${what}`,
    unknown_owner: (what) => `لا توجد شركة ${what}`,
    unknown_partner: (what) => `لا يوجد شريك ${what}`,
    unknown_service: (what) => `لا ناقل لديه خدمة ${what}`,
    unknown_sku: (what) => `لا يوجد صنف ${what}`,
    contradictory: () => 'لا تنطبق أبدًا: شروطها متناقضة',
    unused_category: (what) => `لا شيء في الفئة ${what}`,
    unused_tag: (what) => `لا شيء يحمل الوسم ${what}`,
    unused_hazard: (what) =>
      what === '' ? 'لا شيء من البضائع الخطرة' : `لا شيء من البضائع الخطرة من الفئة ${what}`,
    no_places: (what) => `لا موقع بين مواقعها رقم ${what}`,
    no_places_in_pool: (what) => `لا موقع من مواقعها رقم ${what} يشحن لقناة تخصّها`,
    unknown_country: (what) => `${what} ليس بلدًا`,
    unused_region: (what) => `لا طلب من أحدث الطلبات يذهب إلى المنطقة ${what}`,
    unused_order_tag: (what) => `لا طلب من أحدث الطلبات يحمل الوسم ${what}`,
    unused_customer_tag: (what) => `لا عميل في أحدث الطلبات يحمل الوسم ${what}`,
    no_same_day: () => 'لا موقع من مواقعها يشحن في اليوم نفسه',
    closing_idle: (no) => `لم يبق يوم من إغلاقها رقم ${no}: لن يسري أبدًا`,
    closing_no_places: (no) => `لا موقع من مواقعها بين مواقع إغلاقها رقم ${no}`,
    wish_idle: () => 'تختار بالترتيب، فلا تُحسب رغباتها إلا حيث لا تكفي الطاقة اليومية',
    not_by_cards: (what) =>
      'الخدمات واليوم المطلوب والأسرع وصولًا لا تسري إلا حيث تتبع الخطة جداول الأسعار: ' +
      `ليس في ${what}`,
    shadowed: (rule) => `لا تُسأل أبدًا: تقرر ${rule} في كل ذلك قبلها`,
    over: () => 'انتهت ولم تعد تنطبق',
    several_currencies: (what) =>
      `مبالغها بلا عملة: تُقرأ بعملة كل طلب (${what}). حدّد القنوات التي هي لها`,
  },
  quoted: (name) => `«${name}»`,
  counts: (of) => {
    const parts = [
      of.add > 0 ? `جديدة: ${n(of.add, { other: '#' })}` : '',
      of.change > 0 ? `متغيرة: ${n(of.change, { other: '#' })}` : '',
      of.move > 0 ? `منقولة: ${n(of.move, { other: '#' })}` : '',
      of.remove > 0 ? `مزالة: ${n(of.remove, { other: '#' })}` : '',
    ]
    return parts.filter((part) => part !== '').join('، ')
  },
  compare: {
    live: (version) => `الإصدار ${version}`,
    draft: 'المسودة',
    same: 'المسودة مطابقة لما نُشر آخر مرة.',
    none: 'لا قواعد',
  },
  publish: {
    says: 'من حينها يُوجَّه كل طلب بهذه القواعد. ما يتغير:',
    when: 'تسري',
    now: 'الآن',
    later: 'من وقت لاحق',
    from: 'من',
    fromFault: 'اذكر وقتًا لم يأت بعد.',
    done: (version) => `الإصدار ${version} سارٍ`,
    doneLater: (version, when) => `الإصدار ${version} يسري من ${when}`,
    go: 'نشر',
  },
  versions: {
    from: (when) => `يسري من ${when}`,
    noneSays: 'مع كل نشر للمسودة يظهر هنا إصدار، مع من نشره ولماذا.',
  },
}
