/**
 * Answers that are kept as long as nothing they were made of has changed: for pages of products
 * that are looked at again and again. `basis` is what the rules say to one who asks at this moment;
 * it is another object when a rule begins, ends or is published, and takes its answers with it.
 * `most` are kept of all bases together, those that went with theirs counted among them.
 */
export function createMemory<Answer>(most: number) {
  type Known = Map<number, { of: readonly unknown[]; answer: Answer }>
  let known = new WeakMap<object, Known>()
  let kept = 0
  return {
    /** The answer of before if all of `of` is the same as it was, else a new one. */
    recall(basis: object, skuId: number, of: readonly unknown[], make: () => Answer): Answer {
      const before = known.get(basis)?.get(skuId)
      if (before && of.every((one, i) => one === before.of[i])) return before.answer
      const answer = make()
      if (!before && kept >= most) {
        known = new WeakMap()
        kept = 0
      }
      let answers = known.get(basis)
      if (!answers) known.set(basis, (answers = new Map()))
      if (!answers.has(skuId)) kept += 1
      answers.set(skuId, { of, answer })
      return answer
    },
  }
}
