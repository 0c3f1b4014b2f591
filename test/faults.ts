import type { Validator } from 'typebox/compile'

type Fault = { keyword: string; instancePath: string; message: string; params: object }

/** What of a value is not as its schema says: pointer to the field and what is wrong with it. */
export function faultsOf(check: Validator, value: unknown): string[] {
  if (check.Check(value)) return []
  const faults = (check.Errors(value) as Fault[]).filter(({ keyword }) => keyword !== 'boolean')
  return faults.flatMap(({ instancePath, message, params }) => {
    const { additionalProperties, requiredProperties } = params as Record<string, string[]>
    const said = additionalProperties ? 'is not declared' : 'is missing'
    const names = additionalProperties ?? requiredProperties
    return names?.map((name) => `${instancePath}/${name} ${said}`) ?? `${instancePath} ${message}`
  })
}
