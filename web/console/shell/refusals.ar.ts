import type { Refusals } from './refusals.en.ts'
import { ofApprovals } from './refusals-approvals.ar.ts'
import { ofCarriers } from './refusals-carriers.ar.ts'
import { ofSimulations } from './refusals-simulations.ar.ts'
import { ofRouting } from './refusals-routing.ar.ts'

export const refusals: Refusals = {
  archived: { title: 'هذا مؤرشف', says: 'لا يتغير بعد الآن: أنشئ غيره.' },
  version_conflict: { title: 'تغيّر هذا في هذه الأثناء', says: 'انظر كيف هو الآن ثم قرر.' },
  permission_missing: { title: 'تنقصك الصلاحية لهذا', says: 'اطلبها من أحد المسؤولين.' },
  person_only: { title: 'هذا للأشخاص فقط', says: 'سجّل الدخول كشخص.' },
  outside_scope: {
    title: 'لن تراه بعد ذلك',
    says: 'اطلب ممن يرى كل المواقع أن ينشئه وأن يتيحه لك.',
  },
  not_yours: { title: 'هذا يخص شخصًا آخر', says: 'اسأل صاحبه، أو أنشئ ما يخصك.' },
  sign_in_required: { title: 'لم تسجّل الدخول', says: 'سجّل الدخول.' },
  sign_in_failed: { title: 'البريد أو كلمة المرور غير صحيحة', says: 'حاول مرة أخرى.' },
  too_many_attempts: { title: 'محاولات كثيرة جدًا', says: 'انتظر قليلًا.' },
  too_many_streams: { title: 'صفحات مفتوحة كثيرة جدًا', says: 'أغلق إحداها.' },
  idempotency_key_in_use: { title: 'ما زال العمل على هذا جاريًا', says: 'انتظر لحظة.' },
  locked: { title: 'شخص آخر يغيّر هذا الآن', says: 'لم يُحفظ شيء. حاول بعد لحظات.' },
  overloaded: { title: 'الخادم مشغول جدًا', says: 'حاول بعد لحظات.' },
  not_ready: { title: 'الخادم يبدأ أو يتوقف الآن', says: 'حاول بعد ثوانٍ.' },
  database_unavailable: { title: 'قاعدة البيانات لا تجيب', says: 'حاول بعد لحظات.' },
  body_too_large: { title: 'هذا كبير جدًا', says: 'أرسل أقل في كل مرة.' },
  text_invalid: { title: 'في النص رموز لا يمكن حفظها', says: 'أزلها.' },
  key_revoked: { title: 'أُلغي هذا المفتاح', says: 'أنشئ مفتاحًا آخر.' },
  not_found: { title: 'هذا غير موجود', says: 'ربما أزيل، أو أن ما كُتب غير صحيح.' },
  code_taken: { title: 'الرمز مستخدم', says: 'اختر رمزًا آخر.' },
  sku_unknown: { title: 'الصنف غير معروف', says: 'تحقق من الرمز، أو أنشئ الصنف أولًا.' },
  location_unknown: { title: 'الموقع غير معروف', says: 'تحقق من الرمز، أو أنشئ الموقع أولًا.' },
  channel_unknown: { title: 'القناة غير معروفة', says: 'تحقق من الرمز، أو أنشئ القناة أولًا.' },
  brand_unknown: { title: 'العلامة غير معروفة', says: 'اختر علامة أخرى.' },
  person_unknown: { title: 'الشخص غير معروف', says: 'اختر شخصًا آخر.' },
  ...ofCarriers,
  partner_unknown: { title: 'الشريك غير معروف', says: 'اختر غيره.' },
  location_group_unknown: { title: 'مجموعة المواقع غير معروفة', says: 'اختر غيرها.' },
  holiday_calendar_unknown: { title: 'تقويم العطل غير معروف', says: 'اختر غيره.' },
  country_unknown: { title: 'البلد غير معروف', says: 'اكتب رمزًا مثل FR.' },
  time_zone_unknown: { title: 'المنطقة الزمنية غير معروفة', says: 'اكتب اسمًا مثل Europe/Paris.' },
  currency_unknown: { title: 'العملة غير معروفة', says: 'اكتب رمزًا مثل EUR.' },
  hours_invalid: {
    title: 'أوقات العمل غير صحيحة',
    says: 'ليفتح كل وقت قبل أن يغلق، ولا يتداخل مع غيره.',
  },
  picture_invalid: {
    title: 'لا يمكن عرض هذا الرسم',
    says: 'استخدم ملف SVG بسيطًا بلا برامج ولا روابط.',
  },
  password_weak: {
    title: 'كلمة المرور سهلة التخمين',
    says: 'استخدم من 12 إلى 128 حرفًا ليست كلمة شائعة.',
  },
  quantity_invalid: {
    title: 'الكمية غير صحيحة',
    says: 'اكتب عددًا موجبًا بما للصنف من منازل عشرية.',
  },
  price_invalid: { title: 'السعر غير صحيح', says: 'اكتب مبلغًا مثل 19.90.' },
  price_twice: { title: 'سعران بعملة واحدة', says: 'اترك سعرًا واحدًا لكل عملة.' },
  shortage: { title: 'المخزون لا يكفي', says: 'اعرض المتاح، أو موعدًا آخر.' },
  bundle_invalid: {
    title: 'لا يمكن أن تتكون المجموعة من ذلك',
    says: 'اذكر صنفًا واحدًا على الأقل، كل صنف مرة، ولا مجموعة أخرى بينها.',
  },
  sku_is_bundle: {
    title: 'ليس للمجموعة مخزون خاص بها',
    says: 'سجّل مخزون الأصناف التي تتكون منها.',
  },
  sku_not_stocked: { title: 'لا يُحفظ مخزون لهذا الصنف', says: 'اتركه: فهو متاح دائمًا.' },
  component_of_bundle: { title: 'هذا جزء من مجموعة', says: 'ألغِ المجموعة كلها.' },
  stock_insufficient: { title: 'المخزون هنا لا يكفي', says: 'اطلب المتاح فقط.' },
  order_closed: { title: 'الطلب مغلق', says: 'لم يبق فيه ما يُغيَّر.' },
  line_unknown: { title: 'ليس في الطلب هذا البند', says: 'أعد تحميل الطلب.' },
  not_cancellable: { title: 'لا يمكن إلغاء هذا القدر بعد الآن', says: 'الباقي يمكن إرجاعه فقط.' },
  hold_closed: { title: 'رُفع الإيقاف من قبل', says: 'لم يبق ما يُعمل.' },
  quota_exhausted: {
    title: 'حصة القناة لا تكفي لهذا',
    says: 'اعرض ما لا يزيد على الباقي منها.',
  },
  purchase_limit_exceeded: {
    title: 'هذا أكثر مما يجوز شراؤه',
    says: 'اعرض ما لا يزيد على المسموح به.',
  },
  minimum_quantity_not_met: {
    title: 'هذا أقل مما يجب أن يكون منه في الطلب الواحد',
    says: 'اطلب هذا القدر على الأقل، أو لا تطلب منه شيئًا.',
  },
  hold_unknown: {
    title: 'ليس في هذه القناة هذا الحجز',
    says: 'احجز أولًا، أو أرسل الطلب بدون حجز.',
  },
  hold_used: {
    title: 'صار الحجز طلبًا آخر',
    says: 'انظر ذلك الطلب، وأرسل هذا بدون حجز.',
  },
  hold_extended_enough: {
    title: 'مُدّد الحجز بعدد المرات المسموح به',
    says: 'أتمّ الطلب قبل انتهائه، أو احجز من جديد بعده.',
  },
  hold_by_whom: {
    title: 'لم يُذكر لمن هذا الحجز',
    says: 'قاعدة تحدّ عدد الحجوزات المفتوحة؛ اذكر العميل أو العنوان.',
  },
  holds_open_enough: {
    title: 'بلغ عدد الحجوزات المفتوحة حدّه',
    says: 'حرّر أحدها، أو انتظر حتى ينتهي أحدها.',
  },
  order_in_work: {
    title: 'تعمل المواقع على الطلب',
    says: 'ألغِ ما لم يُغلَّف، أو ليرفضه الموقع؛ ثم أوقف الطلب.',
  },
  group_collected: {
    title: 'يستلم العميل من المكان الذي اختاره',
    says: 'اتفق معه على مكان آخر أو على التوصيل.',
  },
  units_picked: {
    title: 'جُمع بعض القطع أو تجاوز ذلك',
    says: 'ليرفض الموقع ما لم يُغلَّف؛ يُبحث عنه في مكان آخر فورًا.',
  },
  nothing_to_move: { title: 'لا شيء يمكن نقله', says: 'ما ينتظر المخزون يُلبّى عند وصوله.' },
  already_there: { title: 'كله يأتي من هناك الآن', says: 'اختر موقعًا آخر.' },
  safety_stock_kept: {
    title: 'ما يوجد هناك محفوظ كمخزون أمان',
    says: 'اختر موقعًا آخر أو غيّر القاعدة.',
  },
  place_excluded: { title: 'لا يجوز لهذا الموقع أن يلبي هذا', says: 'اختر موقعًا آخر.' },
  work_closed: { title: 'لم يبق عمل في هذه الخطوة', says: 'أعد التحميل لترى ما يمكن الآن.' },
  units_not_there: {
    title: 'ليس في هذه الخطوة هذا العدد من القطع',
    says: 'اختر ما لا يزيد على الممكن.',
  },
  conditions_exceed: {
    title: 'القطع التالفة أو المعروضة أو المحجوزة أكثر من العدد المذكور',
    says: 'اذكر عدد القطع في كل حالة.',
  },
  receipt_closed: { title: 'لا يُنتظر شيء آخر من هذه الشحنة', says: 'أعلن ما سيأتي كشحنة جديدة.' },
  decision_not_repeatable: {
    title: 'لم يعد ممكنًا جمع ما رآه القرار',
    says: 'تغيّر منذ ذلك ما لا يُحفظ ماضيه.',
  },
  ...ofApprovals,
  ...ofSimulations,
  ...ofRouting,
  canary_running: {
    title: 'تجربة على جزء من الطلبات جارية، ولا يُنشر غيرها في أثنائها',
    says: 'اعتمدها أو اسحبها أولًا.',
  },
  canary_over: { title: 'انتهت التجربة من قبل', says: 'لم يبق ما يُعمل.' },
  rules_coming: {
    title: 'إصدار منشور لا يسري إلا لاحقًا، فلا شيء تُقارن به التجربة',
    says: 'انتظر حتى يسري، أو اسحبه أولًا.',
  },
  routing_tests_failed: {
    title: 'المسودة تقرر غير ما تتوقعه اختبارات التوجيه',
    says: 'غيّر المسودة أو الاختبارات، أو اذكر لماذا تسري رغم ذلك.',
  },
  draft_empty: { title: 'المسودة لا تغيّر شيئًا', says: 'غيّر قواعد أولًا.' },
  draft_not_empty: { title: 'في المسودة تغييرات من قبل', says: 'انشرها أو تجاهلها أولًا.' },
  draft_has_errors: {
    title: 'قواعد في المسودة تتعارض أو تسمّي ما أُرشف',
    says: 'صحّح القواعد المذكورة أو أزلها، ثم انشر.',
  },
  rule_not_ready: {
    title: 'تعذّر تجهيز قاعدة لاتخاذ القرار',
    says: 'أزل القاعدة المذكورة من المسودة أو أنشئها من جديد. يذكر سجل الخادم الخطأ.',
  },
  feed_unreadable: {
    title: 'تعذّرت قراءة الملف',
    says: 'يسمّي سطره الأول sku و quantity وربما location، كلًا مرة واحدة.',
  },
  feed_overtaken: { title: 'وصل تحديث أحدث', says: 'لا شيء: الأرقام الأحدث هي المعتمدة.' },
  authority_elsewhere: {
    title: 'مخزون هذا الموقع يديره نظام آخر',
    says: 'غيّر العدد هناك، ومنه يصل إلى هنا.',
  },
  task_closed: { title: 'أُنجز هذا من قبل', says: 'لم يبق ما يُعمل.' },
  task_ends_itself: { title: 'ينتهي هذا تلقائيًا عند زوال سببه', says: 'نفّذ الخطوة التالية.' },
}
