/** Of carriers, their services and rate cards. */
export const ofCarriers = {
  carrier_unknown: { title: 'شركة الشحن غير معروفة', says: 'اختر غيرها.' },
  carrier_service_unknown: { title: 'خدمة الشحن غير معروفة', says: 'اختر غيرها.' },
  rate_card_missing: {
    title: 'لا قائمة أسعار سارية بعملة القناة',
    says: 'أعطِ خدمةً قائمة أسعار بهذه العملة، أو اختر أجور نقل أخرى.',
  },
}
