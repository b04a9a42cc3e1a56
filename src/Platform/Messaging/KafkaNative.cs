using System.Reflection;
using System.Runtime.InteropServices;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>Leads Confluent.Kafka to the operating system's librdkafka (Debian: package librdkafka1).</summary>
public static class KafkaNative
{
    private static readonly string[] Candidates = ["librdkafka.so.1", "librdkafka.so", "librdkafka.1.dylib", "librdkafka.dylib", "librdkafka.dll"];
    private static readonly Lazy<nint> Handle = new(Load);
    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>Whether this machine has librdkafka.</summary>
    public static bool IsAvailable => Handle.Value != 0;

    /// <summary>Must be called before the first use of Confluent.Kafka.</summary>
    /// <exception cref="DllNotFoundException">There is no librdkafka on this machine.</exception>
    public static void EnsureLoaded()
    {
        if (!IsAvailable)
        {
            throw new DllNotFoundException("The Kafka event bus needs librdkafka, which this machine does not have. Install it (Debian, Ubuntu: apt-get install librdkafka1), or use the in-process bus.");
        }
        _ = Registered.Value;
    }

    private static nint Load()
    {
        foreach (var name in Candidates)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }
        return 0;
    }

    private static bool Register()
    {
        NativeLibrary.SetDllImportResolver(typeof(Confluent.Kafka.Library).Assembly, static (string name, Assembly _, DllImportSearchPath? _) => name == "librdkafka" ? Handle.Value : 0);
        return true;
    }
}
