import { ofRequests } from './refusals/requests.ts'
import { ofThings } from './refusals/things.ts'
import { ofWork } from './refusals/work.ts'

/**
 * Every refusal of the product. Codes are stable; the guide's page of problems is made from this.
 * Where several faults are present, the one that stands first here is the one told.
 */
export const refusals = { ...ofRequests, ...ofThings, ...ofWork } as const
