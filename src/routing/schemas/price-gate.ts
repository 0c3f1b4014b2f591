import { Type } from 'typebox'
import { code, object } from '../../platform/http/schemas.ts'
import { gateVerdicts } from '../domain/simulation/index.ts'
import { money, paired } from './compared.ts'

export const gateVerdict = Type.Enum([...gateVerdicts], {
  description: '`too_few_days`: the period proves nothing, whatever its numbers are.',
})

/** What a simulation says of prices. */
export const gate = object(
  {
    passed: Type.Boolean(),
    verdict: gateVerdict,
    channels: Type.Array(code, {
      description:
        'That had orders in the period, and look ahead as was played or as was asked for: for ' +
        'others it says nothing.',
    }),
    cases: Type.Array(
      object({
        forecast: Type.Enum(['base', 'low', 'high'], {
          description: 'As it was learnt; half of it; half as much more.',
        }),
        passed: Type.Boolean(),
        verdict: gateVerdict,
        cost: paired,
        left: {
          ...money,
          description:
            'By how much more what is left at the end is worth to orders to come, as expected or ' +
            'with half of that, the lesser: it is taken off the total.',
        },
      }),
    ),
  },
  'Whether prices of scarce stock are proven: not dearer than the same rules without them, ' +
    'whatever the forecast. Kept, so that prices may be switched on by it, only where rules and ' +
    'plans in force were played with the usual unfilledPercent and lostSalePercent. Null where ' +
    'no policy has prices.',
)
