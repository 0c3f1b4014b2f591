import { Type } from 'typebox'
import { tuple } from '../../platform/http/schemas.ts'
import { lacks } from '../domain/lacking.ts'
import { exclusions } from '../domain/types.ts'

const units = Type.Integer({ title: 'units' })

/** What is told of units that are short. */
export const lackingAnswer = {
  had: Type.Optional(
    Type.Array(
      tuple(
        Type.Integer({ title: 'SKU' }),
        Type.Enum([...exclusions], { title: 'why' }),
        Type.Integer({ title: 'places' }),
        units,
      ),
      {
        description:
          'Where something is short: how many locations had units of it and dropped out, by ' +
          'the reason, and how many units those are.',
      },
    ),
  ),
  cancelled: Type.Optional(
    Type.Array(
      tuple(
        Type.Integer({ title: 'line' }),
        units,
        Type.Enum([...exclusions, ...lacks], { title: 'why' }),
      ),
      {
        description:
          'Where the rule cancels what no location can serve: that, and why; what is short ' +
          'besides waits until what stands in the way has passed. Of locations that had units ' +
          'the reason that most dropped out for.',
      },
    ),
  ),
}
