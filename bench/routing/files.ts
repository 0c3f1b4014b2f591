import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { print } from '../figure.ts'
import { readHorizon, type Horizon } from './horizon.ts'

/** The published networks with their referee. */
export const PUBLISHED = new URL('../../../shared/routing/', import.meta.url)

export type NamedHorizon = { name: string; kind: string; horizon: Horizon }

/**
 * Networks of a folder (the published ones, where none is named) whose names say their kind and a
 * number, as `etail-101.json.gz`; `onlyKinds`: those, where some are named. Read one by one.
 */
export function* horizonsIn(
  folder: string | undefined,
  onlyKinds: readonly string[],
): Generator<NamedHorizon> {
  const place = folder === undefined ? PUBLISHED : pathToFileURL(`${path.resolve(folder)}/`)
  if (!existsSync(place)) return print(`there are no networks: ${place.pathname}`)
  for (const file of readdirSync(place).toSorted()) {
    const [, name, kind] = /^(([a-z]+)-\d+)\.json(?:\.gz)?$/.exec(file) ?? []
    if (!name || !kind || (onlyKinds.length > 0 && !onlyKinds.includes(kind))) continue
    yield { name, kind, horizon: readHorizon(new URL(file, place)) }
  }
}
