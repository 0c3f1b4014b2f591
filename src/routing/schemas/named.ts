import { Type } from 'typebox'
import { code, nullable, object } from '../../platform/http/schemas.ts'

/** A place that records name by its id. */
export const placeNamed = object({ id: Type.Integer(), code, name: Type.String() })

/** The same with where it is, for a map. */
export const placeOnMap = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  point: nullable(object({ lat: Type.Number(), lon: Type.Number() })),
})

/** A SKU that records name by its id, and in what it is counted. */
export const skuNamed = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  unit: Type.String(),
  decimals: Type.Integer(),
})
