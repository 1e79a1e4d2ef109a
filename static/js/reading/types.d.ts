// Types that the modules of the reading desk share.

/** Start and end in code points of the article's text, half-open. */
type TextSpan = [start: number, end: number];

/** One piece of a mention or of quoted evidence, with the row of the list that it belongs to. */
interface ArticleMark {
  start: number;
  end: number;
  claim: string;
  /** "utterance", "proposition", "report" or "evidence" */
  kind: string;
  /** of evidence: "supports", "contradicts" or "context" */
  stance?: string;
  row: HTMLElement;
}
