import type { WhyRuleWords } from './words-why-rule.en.ts'

export const words: WhyRuleWords = {
  nominated: (place, firm) =>
    `كان يجب أن يأتي من ${place}${firm ? ' دون غيره' : ' إن توفر كله هناك'}`,
  nominatedMore: 'هكذا طلب من سجّل الطلب.',
  decided: (rule) => `القاعدة التي قررت: «${rule}»`,
  none: 'لم تنطبق أي قاعدة توجيه',
  noneMore: 'لذلك قررت خطة القناة.',
  version: (version) => `الإصدار ${version} من قواعد التوجيه.`,
  passed: (rules) => {
    const names = rules.map((rule) => `«${rule}»`).join('، ')
    return `انطبق قبلها ${names}، لكن مواقعها لم يكن لديها كل المطلوب.`
  },
  tier: (no) => `انتقلت إلى مواقعها رقم ${no}.`,
  alone: (category) => `تُرسل فئة ${category} في طرد خاص بها.`,
  wish: (no, worth, isLess) => `رقم ${no} تُحسب بـ ${worth} ${isLess ? 'أقل' : 'أكثر'}`,
  wishes: (all, isCut) => `رغبات القاعدة: ${all}${isCut ? '، ولا تنقص أكثر من كلفة الطرد' : ''}.`,
  noCheaper: 'لا تسمح القاعدة بطريقة أرخص',
  ranked: 'القاعدة تحدد ترتيب المواقع',
  short: {
    accept: 'بحسب القاعدة ينتظر الناقصُ وصولَ المخزون.',
    ask: 'بحسب القاعدة يُسأل شخص عن الناقص.',
    refuse: 'بحسب القاعدة يُرفض الناقص.',
    cancel: 'القاعدة تُلغي ما لا يستطيع أي موقع تلبيته.',
  },
  failed: {
    works: (day) => `يوم ${day}`,
    comes: (day) => `يصل ${day}`,
    until: (moment) => `حتى ${moment}`,
    weight: (has, most) => `يُحسب ${has}، والأقصى ${most}`,
    longest: (has, most) => `طوله ${has}، والأقصى ${most}`,
    girth: (has, most) => `الطول والمحيط ${has}، والأقصى ${most}`,
  },
  reasons: {
    not_nominated: 'ليس الموقع المحدد',
    not_in_rule: 'ليس من مواقع القاعدة',
    other_country: 'في بلد آخر',
    closed_by_rule: 'تغلقه القاعدة في اليوم الذي كان سيعمل فيه عليه',
    not_same_day: 'لا يرسل شيئًا في اليوم نفسه أو لم يعد يرسل',
    too_far: 'أبعد مما تسمح به القاعدة',
    too_late: 'كان سيصل بعد اليوم المطلوب',
    kept_by_rule: 'يبقى هناك بحسب القاعدة',
  },
}
