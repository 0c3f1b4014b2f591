import { Type } from 'typebox'
import { isCollected } from '../../lib/collected.ts'
import { deliveryMethods } from '../../lib/delivery.ts'
import {
  amount,
  code,
  country,
  date,
  object,
  quantity,
  tag,
  text,
} from '../../platform/http/schemas.ts'
import { customer } from './customer.ts'

export const invented = object(
  {
    channel: code,
    // Who collects has chosen the place: there is nothing to decide.
    method: Type.Enum(deliveryMethods.filter((method) => !isCollected(method))),
    shipTo: object({
      country,
      region: Type.Optional(text(60)),
      postalCode: Type.Optional(text(20)),
      lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
      lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
      toHome: Type.Optional(
        Type.Boolean({
          description:
            'Whether it goes to a home, as it does where this is left out, or to a company.',
        }),
      ),
    }),
    lines: Type.Array(object({ sku: code, quantity }), { minItems: 1, maxItems: 200 }),
    value: Type.Optional({
      ...amount,
      minimum: 0,
      description: 'Total of the order in minor units of the currency of the channel.',
    }),
    wantedBy: Type.Optional(date),
    wantedInDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 365,
        description: 'Instead of `wantedBy`, never with it: counted from then on.',
      }),
    ),
    customer: Type.Optional(customer),
    tags: Type.Optional(
      Type.Array(tag, { maxItems: 30, uniqueItems: true, description: 'Of the order.' }),
    ),
    nominated: Type.Optional(object({ location: code, firm: Type.Boolean() })),
  },
  'A delivery that nobody has ordered.',
)
