using System.Text.Encodings.Web;
using System.Text.Json;

namespace NfvOrchestrator.TestKit;

/// <summary>Generated files that are checked in: compared with what is generated now, or rewritten.</summary>
public static class RepositoryFiles
{
    /// <summary>Environment variable that makes the tests write what they generate.</summary>
    public const string Variable = "UPDATE_OPENAPI";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Root
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "NfvOrchestrator.sln")))
                {
                    return at.FullName;
                }
            }
            throw new InvalidOperationException($"There is no NfvOrchestrator.sln above {AppContext.BaseDirectory}.");
        }
    }

    /// <summary>Compares an OpenAPI document with the one under <c>openapi/</c>, or writes it when <see cref="Variable"/> is 1.</summary>
    public static void OpenApiShouldBe(JsonElement document, string name) => ShouldBe(JsonSerializer.Serialize(document, Indented), "openapi", name + ".json");

    /// <summary>Compares, or writes when <see cref="Variable"/> is 1.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public static void ShouldBe(string generated, params ReadOnlySpan<string> path)
    {
        var file = Path.Combine([Root, .. path]);
        var text = generated.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }
        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (kept == text)
        {
            return;
        }
        var (now, then) = (text.Split('\n'), kept.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(now.Length, then.Length)).FirstOrDefault(i => now[i] != then[i], Math.Min(now.Length, then.Length));
        throw new InvalidDataException($"{string.Join('/', path.ToArray())} is not what the services say now; it first differs at line {line + 1}:\n"
            + $"  file:  {(line < then.Length ? then[line] : "(end)")}\n  now:   {(line < now.Length ? now[line] : "(end)")}\n"
            + $"When the change is meant, rewrite it and look at the difference: {Variable}=1 dotnet test PROJECT --filter Generated, with the project of this test");
    }
}
