// Types that the modules of the reading desk share.

/** Start and end in code points of the article's text, half-open. */
type TextSpan = [start: number, end: number];

/** A claim of the list, with the start of its sentence, and its marks as the server writes them. */
interface ListedClaim {
  claim: string;
  kind: string;
  sentence: number;
  spans: string;
}

/** One piece of a mention or of quoted evidence. */
interface ArticleMark {
  start: number;
  end: number;
  claim: string;
  /** "utterance", "proposition", "report" or "evidence" */
  kind: string;
  /** of evidence: "supports", "contradicts" or "context" */
  stance?: string;
  /** the id of its row, which is in the page if the list displays the part with the claim */
  rowId: string;
  /** of the first piece of a claim: the start of its sentence */
  sentence?: number;
}
