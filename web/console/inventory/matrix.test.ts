import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { matrixOf } from './matrix.ts'

const variant = (code: string, options: Record<string, string>) => ({ code, options })

describe('variants', () => {
  it('stand by colour and size, sizes in their order', () => {
    const matrix = matrixOf([
      variant('NL', { colour: 'navy', size: 'L' }),
      variant('NS', { colour: 'navy', size: 'S' }),
      variant('IL', { colour: 'ivory', size: 'L' }),
    ])
    assert.deepEqual(matrix, {
      down: 'colour',
      across: 'size',
      columns: ['S', 'L'],
      rows: [
        { value: 'ivory', cells: [undefined, 'IL'] },
        { value: 'navy', cells: ['NS', 'NL'] },
      ],
    })
  })

  it('stand in one row where they differ by one option', () => {
    const matrix = matrixOf([variant('B', { size: '10' }), variant('A', { size: '9' })])
    assert.deepEqual(matrix?.rows, [{ value: '', cells: ['A', 'B'] }])
  })

  it('are a list where two options do not tell them apart', () => {
    assert.equal(matrixOf([variant('A', {}), variant('B', {})]), undefined)
    const same = { size: 'S' }
    assert.equal(matrixOf([variant('A', same), variant('B', same)]), undefined)
    assert.equal(matrixOf([variant('A', { a: '1', b: '2', c: '3' })]), undefined)
  })
})
