/** What a podcast program shows of a series. Addresses are whole. */
export interface Podcast {
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly link: string;
  /** Of the feed itself. */
  readonly self: string;
  /** Square, PNG or JPEG. */
  readonly image: string;
  readonly builtAt: Date;
  readonly episodes: readonly Episode[];
}

export interface Episode {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly description: string;
  readonly link: string;
  readonly publishedAt: Date;
  readonly durationMs: number;
  /** Bytes of it, and its media type. */
  readonly enclosure: { readonly url: string; readonly length: number; readonly type: string };
}

/** RSS 2.0 with the tags that Apple's and most other programs ask for. */
export function writePodcast(podcast: Podcast): string {
  const channel = [
    tag('title', podcast.title),
    tag('link', podcast.link),
    tag('description', podcast.description),
    tag('language', 'zh-cn'),
    tag('lastBuildDate', podcast.builtAt.toUTCString()),
    tag('generator', 'Wengong'),
    `<atom:link href="${escaped(podcast.self)}" rel="self" type="application/rss+xml"/>`,
    `<image>${tag('url', podcast.image)}${tag('title', podcast.title)}${tag('link', podcast.link)}</image>`,
    tag('itunes:author', podcast.author),
    tag('itunes:type', 'episodic'),
    tag('itunes:explicit', 'false'),
    `<itunes:image href="${escaped(podcast.image)}"/>`,
    '<itunes:category text="Education"><itunes:category text="Courses"/></itunes:category>',
    ...podcast.episodes.map(writeEpisode),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
${channel.join('\n')}
</channel>
</rss>
`;
}

function writeEpisode(episode: Episode): string {
  const { url, length, type } = episode.enclosure;
  return `<item>
${[
  tag('title', episode.title),
  tag('link', episode.link),
  tag('description', episode.description),
  `<guid isPermaLink="false">urn:uuid:${episode.id}</guid>`,
  tag('pubDate', episode.publishedAt.toUTCString()),
  `<enclosure url="${escaped(url)}" length="${length}" type="${type}"/>`,
  tag('itunes:author', episode.author),
  tag('itunes:duration', String(Math.round(episode.durationMs / 1000))),
  tag('itunes:episode', String(episode.number)),
  tag('itunes:episodeType', 'full'),
  tag('itunes:explicit', 'false'),
].join('\n')}
</item>`;
}

const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** Characters that XML 1.0 forbids are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones that may not be written
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
