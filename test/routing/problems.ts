import fc from 'fast-check'
import type { Problem } from '../../src/routing/domain/solve/problem.ts'

/** Small groups, many of which cannot be served: with and without each kind of limit. */
export function anyProblem(most: { nodes: number; skus: number; units: number }) {
  return fc
    .record({
      skus: fc.integer({ min: 1, max: most.skus }),
      nodes: fc.integer({ min: 1, max: most.nodes }),
    })
    .chain(({ skus, nodes }) => {
      const row = <Cell>(cell: fc.Arbitrary<Cell>, length: number) =>
        fc.array(cell, { minLength: length, maxLength: length })
      const cap = fc.option(fc.nat(2 * most.units), { freq: 2, nil: undefined })
      return fc.record({
        nodes: row(fc.record({ fixed: fc.nat(40), capUnits: cap }), nodes),
        isCapped: fc.boolean(),
        demand: row(fc.nat(most.units), skus),
        available: row(row(fc.nat(most.units), nodes), skus),
        unit: row(row(fc.nat(20), nodes), skus),
        unfilled: fc.option(row(fc.oneof(fc.nat(40), fc.constant(Infinity)), skus)),
        maxPackages: fc.option(fc.nat(3), { freq: 1 }),
        wholeLines: fc.boolean(),
      })
    })
    .map(({ nodes, isCapped, unfilled, maxPackages, wholeLines, ...group }): Problem => ({
      ...group,
      nodes: nodes.map(({ fixed, capUnits }) =>
        isCapped && capUnits !== undefined ? { fixed, capUnits } : { fixed },
      ),
      ...(unfilled && { unfilled }),
      ...(maxPackages !== null && { maxPackages }),
      ...(wholeLines && { wholeLines }),
    }))
}
