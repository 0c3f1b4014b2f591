/** A picture that was taken, and what was wrong with the page. */
export type Taken = {
  scene: { name: string; says: string }
  look: { name: string; width: number }
  file: string
  faults: string[]
}

/** Where pictures go: all of them, and those of the documents; and which are taken, by name. */
export type To = {
  folder: string
  documents: string
  isWanted: (name: string) => boolean
  /** Only what the documents show is taken. */
  isDocumentsOnly: boolean
}

/** Of a page 1280 px wide, this much is shown; others in proportion. */
const WIDTH = 640
const FULL = 1280

/** All pictures on one page, to look through. */
export function galleryOf(taken: readonly Taken[]): string {
  const sections = [...Map.groupBy(taken, ({ scene }) => scene)].map(([{ name, says }, all]) => {
    const pictures = all.map(({ file, look, faults }) => {
      const width = Math.round((look.width / FULL) * WIDTH)
      return (
        `<figure style="width: ${width}px"><a href="${file}">` +
        `<img loading="lazy" src="${file}" alt="${name}, ${look.name}"></a>` +
        `<figcaption>${look.name} ${faults.join('; ')}</figcaption></figure>`
      )
    })
    return `<h2 id="${name}">${name}</h2><p>${says}</p><div>${pictures.join('')}</div>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>
body { font: 15px system-ui; margin: 2rem; background: #999 }
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0 } img { width: 100%; border: 1px solid #666 }
</style><h1>Pictures</h1>${sections.join('')}</html>\n`
}
