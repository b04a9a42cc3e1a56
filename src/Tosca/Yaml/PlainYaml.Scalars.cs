using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace NfvOrchestrator.Tosca.Yaml;

/// <content>Scalars and keys within a line, and block scalars.</content>
internal sealed partial class PlainYaml
{
    private const int Pool = 4096;
    private const int MaxPooledLength = 40;

    /// <summary>YAML allows 1,024 characters for a key without question mark; longer ones are not worth a place here.</summary>
    private const int MaxKeyLength = 500;

    private static readonly SearchValues<byte> s_plainEnds = SearchValues.Create(": #"u8);
    private static readonly SearchValues<byte> s_noPlainStart = SearchValues.Create(",[]{}#&*!|>'\"%@`?:"u8);

    private readonly string?[] _pool = new string?[Pool];

    /// <summary>
    /// Whether the line begins with a key; <paramref name="colon"/> is then where its colon is, or negative when there is something there
    /// that is left to YamlDotNet.
    /// </summary>
    private bool FindKey(out int colon)
    {
        colon = -1;
        var c = bytes[_at];
        if (c is (byte)'"' or (byte)'\'')
        {
            var close = ClosingQuote(_at);
            if (close < 0)
            {
                return true;
            }

            colon = SkipSpaces(close + 1);
            return IsIndicator(colon, ':');
        }

        if (c is (byte)'[' or (byte)'{' or (byte)'|' or (byte)'>')
        {
            return false;
        }

        if (s_noPlainStart.Contains(c))
        {
            return true;
        }

        colon = PlainEnd(_at);
        return IsIndicator(colon, ':');
    }

    /// <summary>The key before a colon of the current line.</summary>
    private YScalar? Key(int colon)
    {
        if (bytes[_at] is (byte)'"' or (byte)'\'')
        {
            var at = _at;
            return colon - _at > MaxKeyLength ? null : Quoted(ref at);
        }

        var text = bytes.AsSpan(_at, colon - _at).TrimEnd((byte)' ');
        return text.Length is 0 or > MaxKeyLength || text.SequenceEqual("<<"u8) ? null : Scalar(_line, Column(_at), Text(text), quoted: false);
    }

    /// <summary>Where a plain scalar ends outside of brackets: at a colon before a blank, before a comment, or with the line.</summary>
    private int PlainEnd(int at)
    {
        while (at < _end)
        {
            var found = bytes.AsSpan(at, _end - at).IndexOfAny(s_plainEnds);
            if (found < 0)
            {
                return _end;
            }

            at += found;
            if (bytes[at] == ':' ? IsIndicator(at, ':') : bytes[at] == ' ' && at + 1 < _end && bytes[at + 1] == '#')
            {
                return at;
            }

            at++;
        }

        return _end;
    }

    /// <summary>A value that begins in the current line: a scalar or brackets that end with it, or a block scalar.</summary>
    private YNode? Inline(int at, int parentIndent, int depth)
    {
        var c = bytes[at];
        YNode? node;
        if (c is (byte)'|' or (byte)'>')
        {
            return BlockScalar(at, parentIndent);
        }

        if (c is (byte)'"' or (byte)'\'')
        {
            node = Quoted(ref at);
        }
        else if (c is (byte)'[' or (byte)'{')
        {
            node = Flow(ref at, depth);
        }
        else if (s_noPlainStart.Contains(c) || IsIndicator(at, '-'))
        {
            return null;
        }
        else
        {
            var end = PlainEnd(at);
            node = end < _end && bytes[end] == ':' ? null : Scalar(_line, Column(at), Text(bytes.AsSpan(at, end - at).TrimEnd((byte)' ')), quoted: false);
            at = end;
        }

        if (node is null || !IsRestEmpty(at))
        {
            return null;
        }

        Advance();
        return node;
    }

    /// <summary>The place of the quote that closes the one at <paramref name="at"/>, or -1 when it is not in this line.</summary>
    private int ClosingQuote(int at)
    {
        var quote = bytes[at];
        for (var i = at + 1; i < _end; i++)
        {
            if (bytes[i] == '\\' && quote == '"')
            {
                i++;
            }
            else if (bytes[i] == quote)
            {
                if (quote == '\'' && i + 1 < _end && bytes[i + 1] == '\'')
                {
                    i++;
                    continue;
                }

                return i;
            }
        }

        return -1;
    }

    private YScalar? Quoted(ref int at)
    {
        var (begin, close) = (at, ClosingQuote(at));
        if (close < 0)
        {
            return null;
        }

        var text = bytes.AsSpan(begin + 1, close - begin - 1);
        at = close + 1;
        if (bytes[begin] == '\'')
        {
            var single = text.Contains((byte)'\'') ? Encoding.UTF8.GetString(text).Replace("''", "'", StringComparison.Ordinal) : Text(text);
            return Scalar(_line, Column(begin), single, quoted: true);
        }

        var value = text.Contains((byte)'\\') ? Unescaped(text) : Text(text);
        return value is null ? null : Scalar(_line, Column(begin), value, quoted: true);
    }

    /// <summary>The escapes that people write; null for any other.</summary>
    private static string? Unescaped(ReadOnlySpan<byte> text)
    {
        var result = new StringBuilder(text.Length);
        while (text.IndexOf((byte)'\\') is var at and >= 0)
        {
            result.Append(Encoding.UTF8.GetString(text[..at]));
            switch (text[at + 1])
            {
                case (byte)'"' or (byte)'\\' or (byte)'/':
                    result.Append((char)text[at + 1]);
                    break;
                case (byte)'n':
                    result.Append('\n');
                    break;
                case (byte)'t':
                    result.Append('\t');
                    break;
                case (byte)'r':
                    result.Append('\r');
                    break;
                default:
                    return null;
            }

            text = text[(at + 2)..];
        }

        return result.Append(Encoding.UTF8.GetString(text)).ToString();
    }

    /// <summary>Lines after <c>|</c>, or after <c>&gt;</c> where each is folded into the one before.</summary>
    private YScalar? BlockScalar(int at, int parentIndent)
    {
        var (line, column, folded) = (_line, Column(at), bytes[at] == '>');
        var strip = at + 1 < _end && bytes[at + 1] == '-';
        if (SkipSpaces(at + (strip ? 2 : 1)) < _end)
        {
            return null;
        }

        var text = new StringBuilder();
        var (indent, empty, ended, stop) = (-1, 0, true, false);
        while (_next < length && !stop)
        {
            var (begin, end) = (_next, EndOfLine(_next, out var next));
            var content = begin;
            while (content < end && bytes[content] == ' ')
            {
                content++;
            }

            if (content == end)
            {
                // lines of blanks only are empty ones, unless they are longer than the indentation
                if (indent < 0 || content - begin > indent)
                {
                    return null;
                }

                empty++;
            }
            else if (indent < 0 && content - begin <= Math.Max(parentIndent, 0))
            {
                return null;
            }
            else if (indent >= 0 && content - begin < indent)
            {
                stop = true;
                continue;
            }
            else
            {
                if (folded && (empty > 0 || (indent >= 0 && content - begin > indent)))
                {
                    return null;
                }

                text.Append('\n', text.Length == 0 || folded ? 0 : empty + 1).Append(text.Length > 0 && folded ? " " : "");
                indent = indent < 0 ? content - begin : indent;
                text.Append(Encoding.UTF8.GetString(bytes, begin + indent, end - begin - indent));
                (empty, ended) = (0, next > end);
            }

            _line++;
            _next = next;
        }

        if (indent < 0 || !ended)
        {
            return null;
        }

        var value = strip ? text.ToString() : text.Append('\n').ToString();
        Advance();
        return Scalar(line, column, value, quoted: true);
    }

    /// <summary>Keys and type names repeat: one string each, as long as not too many others came between.</summary>
    private string Text(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxPooledLength || text.Length == 0)
        {
            return Encoding.UTF8.GetString(text);
        }

        ref var slot = ref _pool[Hash(text) & (Pool - 1)];
        if (slot is null || !Ascii.Equals(text, slot))
        {
            slot = Encoding.UTF8.GetString(text);
        }

        return slot;
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * Factor;
        for (; text.Length >= 8; text = text[8..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * Factor;
            hash ^= hash >> 29;
        }

        foreach (var b in text)
        {
            hash = (hash ^ b) * Factor;
        }

        return (uint)(hash >> 40);
    }
}
