import { Type } from 'typebox'
import { code, instant, nullable, object, pageOf } from '../../platform/http/schemas.ts'
import { levels } from '../domain/rates/error.ts'

const rate = (description: string) => Type.Number({ minimum: 0, description })
const lines = rate('Lines of orders a day.')

export const demandRateAnswer = object({
  sku: code,
  linesPerDay: rate('Lines of orders a day that are sent to customers.'),
  unitsPerLine: rate('Whole units of a line.'),
  channels: Type.Array(object({ channel: code, linesPerDay: lines })),
  regions: Type.Array(
    object({
      region: Type.String({ description: 'Country and the first two signs of the postal code.' }),
      linesPerDay: lines,
    }),
    { description: 'Those that it was sent to; what is left of `linesPerDay` is of all others.' },
  ),
  stores: Type.Array(
    object({ location: code, unitsPerDay: rate('Whole units over the counter a day.') }),
  ),
  learntAt: instant,
})

export const demandRatesAnswer = pageOf(demandRateAnswer)

const thousandths = (description: string) => nullable(Type.Integer({ description }))

export const demandErrorAnswer = object({
  learning: nullable(
    object({
      learntAt: instant,
      from: instant,
      weeks: Type.Integer({ description: 'Learnt from so many weeks.' }),
      lines: Type.Integer({ description: 'Lines of orders in these weeks.' }),
      importedLines: Type.Integer({
        description: 'Of them so many of an imported history: of orders that are not our own too.',
      }),
      counterUnits: Type.Number({ description: 'Units over the counter in these weeks.' }),
      sizes: Type.Array(
        object({
          lines: Type.Integer({ description: 'Different SKUs; 20 are 20 or more.' }),
          share: Type.Number({ description: 'Of these deliveries. All shares add up to 1.' }),
        }),
        {
          description:
            'How many lines deliveries have that are sent to customers, fewest first. ' +
            'Empty where none was sent, or an older version learnt.',
        },
      ),
      heldBack: nullable(
        object(
          {
            weeks: Type.Integer({ description: 'So many of the last weeks were held back.' }),
            learntFrom: Type.Integer({ description: 'Learnt from so many weeks before them.' }),
            levels: Type.Array(
              object({
                level: Type.Enum([...levels]),
                came: Type.Number({ description: 'Lines; at stores units.' }),
                expected: Type.Number(),
                off: thousandths('All differences, of what came.'),
                before: thousandths('The same for who expects what came in the weeks before.'),
                over: thousandths('Expected in all beyond what came, of what came.'),
              }),
            ),
          },
          'Null while there are fewer than two weeks.',
        ),
      ),
    }),
  ),
})
