using System.IO.Compression;
using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;
using Xunit.Abstractions;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>The quick reader gives the very tree that YamlDotNet's events give, or none.</summary>
public sealed class PlainYamlTests(ITestOutputHelper output)
{
    private int _quick;

    [Theory]
    [InlineData("a: 1\nb: [x, 'y', {k: v}]\n")]
    [InlineData("---\na:\n- 1\n- b: 2\n  c: 3\n- - d\n  - e\n-\n  f: g\n")]
    [InlineData("# comment\na: 'it''s'  # comment\nb: \"tab\\t \\\"x\\\"\"\n\n\nc:\nd: ~\n")]
    [InlineData("a: http://x/y:z#1\nb: a - b, c [d]\nc : spaced\n\"q\": {u: 'http://x', w: a:b}\n")]
    [InlineData("a: |\n  one\n    two\n\n  three\nb: |-\n  x\nc: >\n  folded\n  lines\nd: {}\ne: []\n")]
    [InlineData("ä: ö\nb: {ü: [ß]}\n")]
    [InlineData("a: 1\r\nb:\r\n  - c\r\n  - d: |\r\n      x\r\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("a: -1\nb: - 1\n", false)]
    [InlineData("a: b: c\n", false)]
    [InlineData("a: 1\n  b: 2\n", false)]
    [InlineData("a:\n    b: 2\n   c: 3\n", false)]
    [InlineData("a: [1,\n  2]\n", false)]
    [InlineData("a: &x 1\nb: *x\n", false)]
    [InlineData("a: 1\na: 2\n", false)]
    [InlineData("a: one\n  two\n", false)]
    [InlineData("a: !!str 1\n", false)]
    [InlineData("a:\t1\n", false)]
    [InlineData("a: 1\n---\nb: 2\n", false)]
    [InlineData("a: {b: 1, b: 2}\n", false)]
    [InlineData("a: [b: c, 'd': [e: {f: g}], h: 'i']\n")]
    [InlineData("a: [b: ]\n", false)]
    [InlineData("a: [b: c: d]\n", false)]
    [InlineData("a: 'open\n", false)]
    [InlineData("? a\n: b\n", false)]
    [InlineData("<<: {a: b}\n", false)]
    [InlineData("just text\n", false)]
    [InlineData("a: >\n  x\n\n  y\n", false)]
    [InlineData("a: |2\n    x\n", false)]
    [InlineData("", false)]
    public void What_is_taken_and_what_is_left(string text, bool taken = true)
    {
        var source = YamlText.Of(text);
        (source.ReadPlain("x.yaml", PackageReadOptions.Default) is not null).ShouldBe(taken);
        Compare("x.yaml", Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void Limits_are_those_of_the_other_reader()
    {
        YamlText.Of(string.Concat(Enumerable.Range(0, 70).Select(i => $"{new string(' ', i)}a:\n"))).ReadPlain("x", PackageReadOptions.Default).ShouldBeNull();
        YamlText.Of($"a: {new string('[', 70)}{new string(']', 70)}\n").ReadPlain("x", PackageReadOptions.Default).ShouldBeNull();
        YamlText.Of(string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}: b\n"))).ReadPlain("x", PackageReadOptions.Default with { MaxYamlNodes = 80 }).ShouldBeNull();
        YamlText.Of(string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}: b\n"))).ReadPlain("x", PackageReadOptions.Default with { MaxYamlNodes = 81 }).ShouldNotBeNull();
    }

    [Fact]
    public void All_files_and_their_mutations_give_the_same_trees()
    {
        var roots = new List<string> { Shared.Samples };
        if (Shared.Folder is { } shared)
        {
            roots.AddRange([Path.Combine(shared, "descriptors"), Path.Combine(shared, "etsi", "sol001")]);
        }

        var files = roots.SelectMany(r => Directory.EnumerateFiles(r, "*.y*ml", SearchOption.AllDirectories)).ToList();
        files.ForEach(f => Compare(f, File.ReadAllBytes(f)));
        output.WriteLine($"{_quick} of {files.Count} files");
        _quick.ShouldBeGreaterThan(files.Count / 3);

        var packages = PackageCorpus.Load(roots.Take(2));
        var (before, all) = (_quick, 0);
        for (var seed = 1; seed <= 600; seed++)
        {
            foreach (var (name, content) in Yaml(new PackageMutator(seed).Mutate(packages[seed % packages.Count])))
            {
                Compare($"seed {seed}: {name}", content);
                all++;
            }
        }

        output.WriteLine($"{_quick - before} of {all} mutated files");
        (_quick - before).ShouldBeGreaterThan(all / 5);
    }

    private static List<(string Name, byte[] Content)> Yaml(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            return zip.Entries.Where(e => e.Name.EndsWith("ml", StringComparison.Ordinal)).Select(e =>
            {
                using var stream = e.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return (e.FullName, copy.ToArray());
            }).ToList();
        }
        catch (InvalidDataException)
        {
            // the archive itself is broken
            return [];
        }
    }

    private void Compare(string name, byte[] bytes)
    {
        using var text = YamlText.Raw(bytes);
        if (bytes.Length == 0 || text.ReadPlain(name, PackageReadOptions.Default) is not { } quick)
        {
            return;
        }

        _quick++;
        var diagnostics = new DiagnosticBag(strict: false, limit: 20);
        var slow = new YamlLoader(name, PackageReadOptions.Default, diagnostics).Parse(text);
        diagnostics.ToList().ShouldBeEmpty(name);
        Difference(quick, slow!, "").ShouldBeNull(name);
    }

    private static string? Difference(YNode a, YNode b, string path)
    {
        if (a.GetType() != b.GetType() || (a.Line, a.Column, a.Weight, a.Height, a.HasFunction) != (b.Line, b.Column, b.Weight, b.Height, b.HasFunction))
        {
            return $"{path}: {a.Describe()} at {a.Line}:{a.Column}, but {b.Describe()} at {b.Line}:{b.Column}";
        }

        return (a, b) switch
        {
            (YScalar x, YScalar y) => x.Value == y.Value && x.Quoted == y.Quoted ? null : $"{path}: {x.Describe()} at {x.Line}:{x.Column}, but {y.Describe()}",
            (YList x, YList y) => x.Values.Count != y.Values.Count ? $"{path}: number of entries" : x.Values.Select((v, i) => Difference(v, y.Values[i], $"{path}/{i}")).FirstOrDefault(d => d is not null),
            (YMap x, YMap y) => x.Pairs.Count != y.Pairs.Count ? $"{path}: number of keys" : x.Pairs.Select((p, i) => Difference(p.Key, y.Pairs[i].Key, path) ?? Difference(p.Value, y.Pairs[i].Value, $"{path}/{p.Key.Value}")).FirstOrDefault(d => d is not null),
            _ => path,
        };
    }
}
