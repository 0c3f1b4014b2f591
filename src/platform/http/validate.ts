import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { Refusal } from '../../lib/refusal.ts'

type Part = 'body' | 'querystring' | 'params' | 'headers'
type Fault = { keyword: string; instancePath: string; message: string; params: object }

/**
 * A check of one part of a request by its schema. Bodies are taken exactly as sent: never coerced,
 * nothing stripped. Query strings are text, so only they are converted.
 */
export function validatorOf(schema: TSchema, part: Part) {
  const compiled = Compile(schema)
  return (data: unknown): { value: unknown } | { error: Refusal } => {
    const value = part === 'querystring' ? Value.Convert(schema, data) : data
    if (compiled.Check(value)) return { value }
    return { error: refusalOf(compiled.Errors(value) as Fault[], part) }
  }
}

/** The first fault that a person would name: unknown fields before what the others say of them. */
function refusalOf(faults: readonly Fault[], part: Part): Refusal {
  const unknown = faults.find(({ keyword }) => keyword === 'additionalProperties')
  if (unknown) {
    const [name] = (unknown.params as { additionalProperties: string[] }).additionalProperties
    const field = `${unknown.instancePath}/${name}`
    return new Refusal('field_unknown', { field, detail: `${place(part)} has no field ${field}` })
  }
  const fault = faults.find(({ keyword }) => keyword !== 'boolean') ?? faults[0]
  const missing =
    fault?.keyword === 'required'
      ? (fault.params as { requiredProperties: string[] }).requiredProperties[0]
      : undefined
  const field = `${fault?.instancePath ?? ''}${missing === undefined ? '' : `/${missing}`}`
  const detail = missing === undefined ? (fault?.message ?? 'is not valid') : 'is missing'
  return new Refusal('field_invalid', {
    field,
    detail: `${field === '' ? place(part) : field} ${detail}`,
  })
}

function place(part: Part): string {
  return { body: 'The body', querystring: 'The query', params: 'The address', headers: 'The head' }[
    part
  ]
}
