import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import { Refusal } from '../../lib/refusal.ts'
import { findBadText } from '../../lib/text.ts'

type Part = 'body' | 'querystring' | 'params' | 'headers'
type Fault = {
  keyword: string
  schemaPath: string
  instancePath: string
  message: string
  params: object
}

// Of 8, its own number, a union with some branches leaves none for what was meant.
Settings.Set({ maxErrors: 100 })

/**
 * A check of one part of a request by its schema. Bodies are taken exactly as sent: never coerced,
 * nothing stripped. Query strings are text, so only they are converted.
 */
export function validatorOf(schema: TSchema, part: Part) {
  const compiled = Compile(schema)
  const texts = textsOf(schema)
  return (data: unknown): { value: unknown } | { error: Refusal } => {
    // Bodies were looked through when they were parsed.
    const bad = part === 'body' ? undefined : findBadText(data)
    if (bad !== undefined) return { error: new Refusal('text_invalid', { field: bad }) }
    const isText = part !== 'querystring' || Object.keys(data as object).every((n) => texts.has(n))
    const value = isText ? data : Value.Convert(schema, data)
    if (compiled.Check(value)) return { value }
    return { error: refusalOf(meantFaults(compiled.Errors(value) as Fault[]), part) }
  }
}

/** The fields that are texts as they come: most queries have no others, and need no conversion. */
function textsOf(schema: TSchema): Set<string> {
  const fields = Object.entries('properties' in schema ? (schema.properties as object) : {})
  return new Set(fields.filter(([, { type }]) => type === 'string').map(([name]) => name))
}

/**
 * The faults without those of branches that nobody meant. A branch of a union says by a constant
 * what it is (`action: 'set'`); where one was chosen, what the others say of it is noise, and where
 * none was, only that is told.
 */
function meantFaults(faults: readonly Fault[]): Fault[] {
  let left = [...faults]
  for (const union of faults.filter(({ keyword }) => keyword === 'anyOf')) {
    const branchOf = (fault: Fault) => placeIn(union, fault)?.[0]
    const misnamed = left.filter(
      (fault) => fault.keyword === 'const' && placeIn(union, fault)?.length === 3,
    )
    const others = new Set(misnamed.map(branchOf))
    const isChosen = left.some((fault) => placeIn(union, fault) && !others.has(branchOf(fault)))
    left = isChosen
      ? left.filter((fault) => !others.has(branchOf(fault)))
      : [...choiceOf(misnamed), ...left.filter((fault) => !placeIn(union, fault))]
  }
  return left
}

function choiceOf(misnamed: readonly Fault[]): Fault[] {
  const names = misnamed.map(({ params }) => (params as { allowedValue: string }).allowedValue)
  return misnamed.slice(0, 1).map((fault) => {
    return { ...fault, message: `must be one of ${names.join(', ')}` }
  })
}

/** Where in which branch of the union a fault is, e.g. `['0', 'properties', 'action']`. */
function placeIn(union: Fault, fault: Fault): string[] | undefined {
  const start = `${union.schemaPath}/anyOf/`
  const isIn = fault.schemaPath.startsWith(start) && isWithin(union, fault)
  return isIn ? fault.schemaPath.slice(start.length).split('/') : undefined
}

function isWithin(union: Fault, { instancePath }: Fault): boolean {
  return instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`)
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
  const detail = missing === undefined ? saidOf(fault) : 'is missing'
  return new Refusal('field_invalid', {
    field,
    detail: `${field === '' ? place(part) : field} ${detail}`,
  })
}

/** What is wrong with a value, in words; of an enumeration with what it may be. */
function saidOf(fault: Fault | undefined): string {
  if (fault?.keyword !== 'enum') return fault?.message ?? 'is not valid'
  return `must be one of ${(fault.params as { allowedValues: unknown[] }).allowedValues.join(', ')}`
}

function place(part: Part): string {
  return { body: 'The body', querystring: 'The query', params: 'The address', headers: 'The head' }[
    part
  ]
}
