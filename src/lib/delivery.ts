/** Ways for the customer to get the goods. */
export const deliveryMethods = [
  'standard',
  'express',
  'named_day',
  'same_day',
  'click_and_collect',
  'reserve_and_collect',
  'curbside',
  'locker',
  'pickup_point',
] as const
